import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

interface DemoCommand {
  says: string;
  /** What runs in the demo's folder; arguments of the user follow. */
  script: readonly string[];
}

/** What can be done with a demo that is there. They run here because its own commands need Node.js 22 or newer. */
export const commands: Readonly<Record<string, DemoCommand>> = {
  local: {
    says: 'watch it live: a page with a search box and faults to switch on; Ctrl-C stops it',
    script: ['run', 'local', '--'],
  },
  check: {
    says: 'run it under faults again, with twice as many changes, to a ledger of every event',
    script: ['run', 'local', '--', '--check'],
  },
  test: { says: "run the project's own tests", script: ['test', '--'] },
};

/** The commands to type in the clone, with what each does. */
export const commandLines = (): string[] =>
  Object.entries(commands).map(([name, { says }]) => `  ${`npm run demo -- ${name}`.padEnd(31)}${says}`);

export const usage = [
  'npm run demo                   generates a project into ./demo and runs it on this machine under faults',
  'npm run demo -- --use-case ID  does so with another use case than the first; stream-pipeline list has their names',
  'npm run demo -- --replace      does so even if ./demo has changes, which are lost',
  ...commandLines().map((line) => line.trimStart()),
].join('\n');

/** Runs a command in the demo and resolves with its exit code. Throws if there is no demo to run it in. */
export async function runInDemo(folder: string, name: string, args: readonly string[]): Promise<number> {
  if (!existsSync(join(folder, 'node_modules')))
    throw new Error('There is no complete project in ./demo. Run this first: npm run demo');
  return await run(folder, 'npm', [...commands[name]!.script, ...args]);
}

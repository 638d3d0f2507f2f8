import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { FakeTerminal } from './fake-terminal.ts';

export const root = join(import.meta.dirname, '..', '..');
const bin = join(root, 'bin', 'stream-pipeline.js');

export interface Ended {
  code: number | null;
  signal?: NodeJS.Signals | null;
  out: string;
  err: string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, which goes when the tests of the file have ended. */
export function temporaryFolder(parent?: string): string {
  const folder = realpathSync(mkdtempSync(join(parent ?? tmpdir(), 'stream-pipeline-test-')));
  folders.push(folder);
  return folder;
}

/** The command in this process, where nobody is there to answer questions. */
export async function command(cwd: string, ...argv: string[]): Promise<Ended> {
  return commandReading('', cwd, ...argv);
}

/** The same, with something on standard input. */
export async function commandReading(input: string, cwd: string, ...argv: string[]): Promise<Ended> {
  const terminal = new FakeTerminal(cwd, false);
  terminal.input.end(input);
  const code = await run(argv, terminal);
  return { code, out: terminal.output.text, err: terminal.errors.text };
}

/** The command as a process of its own, without a terminal. */
export function ownProcess(cwd: string, argv: readonly string[], env: NodeJS.ProcessEnv, node: readonly string[]) {
  return new Promise<Ended>((resolve, reject) => {
    const [program, ...before] = node;
    const child = spawn(program!, [...before, bin, ...argv], { cwd, env: { ...process.env, ...env } });
    const ended: Ended = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ ...ended, code, signal }));
    child.stdin.end();
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../../test/cli/command.ts';
import { guestToken, startPortal, type Portal } from '../portal/start-portal.ts';
import { cloned, entered, git } from './repositories.ts';
import { Scaffolder } from './scaffolder.ts';

const minutes = 60_000;

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal(temporaryFolder());
});
afterAll(() => portal?.stop());

interface Step {
  uses?: string;
  run?: string;
}

it(
  'the first CI run of a new repository is green: the steps of its verify job, in a clone',
  async () => {
    const scaffolder = new Scaffolder(portal.baseUrl, await guestToken(portal.baseUrl));
    const values = entered(portal, 'shop', { tableChoice: { table: 'new' } });
    expect((await scaffolder.run('dynamodb-search', values)).status).toBe('completed');
    const clone = await cloned(portal, 'shop');

    const workflow = parse(readFileSync(join(clone, '.github/workflows/verify.yml'), 'utf8')) as {
      env: Record<string, string>;
      jobs: { verify: { steps: Step[] } };
    };
    const commands = workflow.jobs.verify.steps.flatMap((step) => step.run ?? []);
    expect(commands.length).toBeGreaterThan(2);
    // what GitHub sets beside what the workflow does; what Jest sets is not there
    const env = { ...process.env, ...workflow.env, CI: 'true', GITHUB_RUN_NUMBER: '1', NODE_ENV: undefined };
    for (const command of commands) {
      const { exitCode, said } = await ran(command, clone, env);
      expect({ command, exitCode, said: exitCode === 0 ? '' : said }).toEqual({ command, exitCode: 0, said: '' });
    }
    expect(await git('-C', clone, 'status', '--porcelain')).toBe('');
  },
  20 * minutes,
);

/** Runs a command as a step of a workflow does, and gives how it ended and the end of what it said. */
async function ran(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ exitCode: unknown; said: string }> {
  const step = spawn('bash', ['-e', '-o', 'pipefail', '-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [step.stdout, step.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [exitCode] = (await once(step, 'close')) as unknown[];
  return { exitCode, said: said.slice(-6000) };
}

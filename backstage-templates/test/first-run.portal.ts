import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../../test/cli/command.ts';
import { guestToken, startPortal, type Portal } from '../portal/start-portal.ts';
import { Scaffolder } from './scaffolder.ts';

const minutes = 60_000;
const run = promisify(execFile);

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
    const task = await scaffolder.run('dynamodb-search', {
      name: 'shop',
      owner: 'group:default/data-platform',
      tableChoice: { table: 'new' },
      repoUrl: `${portal.gitHost.name}?owner=acme&repo=shop`,
      repoVisibility: 'private',
    });
    expect(task.status).toBe('completed');
    const clone = join(temporaryFolder(), 'shop');
    await run('git', ['clone', '--quiet', `${portal.gitHost.origin}/acme/shop.git`, clone]);

    const workflow = parse(readFileSync(join(clone, '.github/workflows/verify.yml'), 'utf8')) as {
      env: Record<string, string>;
      jobs: { verify: { steps: Step[] } };
    };
    const commands = workflow.jobs.verify.steps.flatMap((step) => step.run ?? []);
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const ended = await run('bash', ['-e', '-o', 'pipefail', '-c', command], {
        cwd: clone,
        env: { ...process.env, ...workflow.env, CI: 'true' },
        maxBuffer: 100_000_000,
      }).catch((error: { stdout: string; stderr: string }) => error);
      const said = `${ended.stdout.slice(-3000)}${ended.stderr.slice(-3000)}`;
      expect([command, ended instanceof Error ? said : 'green']).toEqual([command, 'green']);
    }
    const { stdout: changed } = await run('git', ['-C', clone, 'status', '--porcelain']);
    expect(changed).toBe('');
  },
  20 * minutes,
);

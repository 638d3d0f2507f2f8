import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { LocalProject } from './local-project.ts';

jest.setTimeout(180_000);

/** Nothing in the environment points to AWS. */
const noAws: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith('AWS_'))
      .map((name) => [name, undefined]),
  ),
  HOME: join(tmpdir(), 'nobody'),
};
const notRunning = /^npm run local is not running in this folder; start it in another terminal, and wait until/;

const project = LocalProject.with('running-stage', {});
afterAll(() => project.killAll());
const announcement = join(project.folder, '.local', 'running.json');

/** Another failure store, of another kind and with another way back: what a file of its own brings into a project. */
const letters = `
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';

export const letters: FailureStoreDescription = {
  sinks: ['index'],
  open: () => ({
    objects: {
      async *keys() {
        if (existsSync('letter.txt')) yield { key: 'letter.txt', at: new Date(0) };
      },
      read: async (key) => ({ ...key, version: '1', records: [{ reason: readFileSync(key.key, 'utf8') }] }),
      remove: async ({ key }) => {
        rmSync(key);
        return true;
      },
    },
    wayBack: {
      to: 'the sender',
      most: { records: 10, bytes: 1000 },
      bytesOf: ({ reason }) => reason.length,
      put: async (records) => {
        writeFileSync('returned.txt', records.map(({ reason }) => reason).join());
        return [];
      },
    },
    holdsBack: () => undefined,
  }),
};
`;
const stores = join(project.folder, 'delivery', 'failure-stores.ts');
writeFileSync(join(project.folder, 'delivery', 'letters.ts'), letters);
writeFileSync(
  stores,
  readFileSync(stores, 'utf8')
    .replace(/^import /, "import { letters } from './letters.ts';\nimport ")
    .replace('Record<keyof typeof parkedShapes, Store> = {', '$& letters, ')
    .replace('Record<keyof typeof parkedShapes,', "Record<keyof typeof parkedShapes | 'letters',"),
);

const run = (tool: string, ...args: string[]) => project.start(tool, args, noAws).ended;
const outcome = async (tool: string, ...args: string[]) => {
  const { code, out, err } = await run(tool, ...args);
  return { code, said: out + err };
};

describe('the stage of a local run', () => {
  it('is not there before the run', async () => {
    for (const args of [['seed'], ['smoke'], ['replay', 'list']])
      expect(await outcome(args[0]!, ...args.slice(1), '--stage', 'local')).toEqual({
        code: 1,
        said: expect.stringMatching(notRunning),
      });
  });

  it('takes samples, marked events and parked records, without credentials', async () => {
    const local = project.start('local', ['--rate', '20'], noAws);
    await local.says(/AWS endpoint: http:\S+/);
    expect(await outcome('seed', '--stage', 'local')).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^Wrote \d+ items to sample-project-dev-Table\w+\. Searches find them within 60 s\.\n$/,
      ),
    });
    const { code, out } = await run('smoke', '--stage', 'local', '--json');
    expect({ code, report: JSON.parse(out) as object }).toEqual({
      code: 0,
      report: expect.objectContaining({
        stage: 'local',
        events: 21,
        left: [],
        problems: [],
        sinks: [expect.objectContaining({ sink: 'index', lost: 0, parked: 0 })],
      }),
    });

    writeFileSync(join(project.folder, 'letter.txt'), 'return to sender');
    // the samples have some that no index takes
    let listed = '';
    while (!/^rejected: \d+ records are parked in \d+ objects\.$/m.test(listed))
      listed = (await run('replay', 'list', '--stage', 'local')).out;
    expect(listed).toMatch(/^\S+ {2}rejected {2}\d+ {2}(400 |unreadable)/m);
    expect(listed).toContain('1970-01-01T00:00:00.000Z  letters  1  return to sender\n    letter.txt\n');
    expect(listed).toMatch(/^letters: 1 records are parked in 1 objects\.\ngiven-up: nothing is parked\.\nrejected: /m);

    const one = await outcome('replay', 'run', '--stage', 'local', '--store', 'letters');
    expect(one).toEqual({ code: 0, said: expect.stringMatching(/\nletters: 1 records went back to the sender\.\n$/) });
    expect(project.file('returned.txt')).toBe('return to sender');
    expect(project.has('letter.txt')).toBe(false);

    const keys = async () => {
      const { out: rows } = await run('replay', 'list', '--stage', 'local', '--store', 'rejected', '--json');
      return (JSON.parse(rows) as { key: string }[]).map(({ key }) => key);
    };
    const [oldest] = await keys();
    const back = await outcome('replay', 'run', '--stage', 'local', '--key', oldest!);
    expect(back).toEqual({
      code: 0,
      said: expect.stringMatching(/^rejected: [1-9]\d* records went back to the stream/m),
    });
    expect(await keys()).not.toContain(oldest);

    local.child.kill('SIGTERM');
    expect((await local.ended).code).toBe(0);
    expect(project.has('.local')).toBe(false);
  });

  it('is not there after the run was killed, whoever has its port and number since', async () => {
    const local = project.start('local', ['--rate', '1'], noAws);
    await local.says(/AWS endpoint: http:\S+/);
    local.child.kill('SIGKILL');
    await local.ended;
    expect(project.has('.local/running.json')).toBe(true);
    const missing = { code: 1, said: expect.stringMatching(notRunning) };
    expect(await outcome('seed', '--stage', 'local')).toEqual(missing);

    const stranger = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const left = JSON.parse(readFileSync(announcement, 'utf8')) as { environment: object };
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const environment = { ...left.environment, AWS_ENDPOINT_URL };
    writeFileSync(announcement, JSON.stringify({ pid: process.pid, environment }));
    expect(await outcome('seed', '--stage', 'local')).toEqual(missing);
    await new Promise((resolve) => stranger.close(resolve));
    expect(await outcome('seed', '--stage', 'local')).toEqual(missing);
  });
});

describe('a wrong command line', () => {
  it.each([
    [
      ['replay', 'list', '--stage', 'local', '--store', 'nope'],
      '--store: expected letters or given-up or rejected, not "nope"',
    ],
    [['replay', '--stage', 'local'], 'the command: expected list or run'],
    [['seed', '--stage', 'lcoal'], '--stage: expected dev or prod or local, not "lcoal"'],
    [['smoke', 'now'], "Unexpected argument 'now'"],
  ])('%j says what was expected, and ends with 1', async ([tool, ...args], problem) => {
    const { code, out, err } = await run(tool!, ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n')[0]).toContain(problem);
    expect(err).toContain(`npm run ${tool} -- `);
  });
});

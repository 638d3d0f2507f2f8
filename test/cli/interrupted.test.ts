import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { projectFile } from '../../generators/core/render.ts';
import { command, ownProcess, root, temporaryFolder, type Ended } from './command.ts';
import { filesOf, treeIn, treeOf, type Tree } from './tree.ts';

jest.setTimeout(180_000); // some 60 processes, on a machine that may be busy

const stopper = join(root, 'test', 'cli', 'stop-at-step.ts');
const argv = ['shop', '--yes', '--no-git', '--search', 'domain'];
const whole = treeOf({ useCase: 'dynamodb-search', name: 'shop', search: 'domain' });

/** Numbers from 0 up to 1 that look random, and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const stopped = (cwd: string, env: NodeJS.ProcessEnv, ...flags: string[]) =>
  ownProcess(cwd, [...argv, ...flags], env, [process.execPath, '--import', stopper]);

/** What a run does to the file system when nobody stops it. */
async function stepsOf(prepare: (cwd: string) => void, ...flags: string[]): Promise<string[]> {
  const cwd = temporaryFolder();
  prepare(cwd);
  const file = join(temporaryFolder(), 'steps.json');
  await stopped(cwd, { STEPS_FILE: file }, ...flags);
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}

/** Moments all over a run: its first and last step, around the renames, and some that chance has chosen. */
function momentsOf(steps: readonly string[], random: () => number): number[] {
  const lastRename = steps.lastIndexOf('renameSync');
  const anywhere = Array.from({ length: 3 }, () => Math.floor(random() * lastRename));
  return [...new Set([0, ...anywhere, steps.indexOf('renameSync') - 1, lastRename, lastRename + 1, steps.length - 1])];
}

const stagingIn = (cwd: string) =>
  readdirSync(cwd, { recursive: true }).filter((name) => /stream-pipeline-staging-[^/]*$/.test(String(name)));
const treeOrNothing = (folder: string): Tree => (existsSync(folder) ? treeIn(folder) : {});

/** All runs, two at a time. */
async function eachOf<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await run(one);
  };
  await Promise.all([next(), next()]);
}

describe.each([
  { where: 'a folder that there is none of', prepare: () => {} },
  { where: 'an empty folder', prepare: (cwd: string) => mkdirSync(join(cwd, 'shop')) },
])('on the way into $where', ({ prepare }) => {
  let steps: string[] = [];
  beforeAll(async () => {
    steps = await stepsOf(prepare);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing, or the whole project', async (signal) => {
    const seen = new Set<string>();
    await eachOf(momentsOf(steps, seeded(signal.length)), async (moment) => {
      const cwd = temporaryFolder();
      prepare(cwd);
      const ended = await stopped(cwd, { STOP_SIGNAL: signal, STOP_AT: String(moment) });
      const left = treeOrNothing(join(cwd, 'shop'));
      const outcome = Object.keys(left).length === 0 ? 'nothing' : 'whole';
      seen.add(outcome);
      if (moment < steps.indexOf('renameSync')) expect(outcome).toBe('nothing');
      expectNothingOrWhole(ended, left);
      expect(stagingIn(cwd)).toEqual([]);
      await expectNextRunCompletes(cwd, left);
    });
    expect([...seen].sort()).toEqual(['nothing', 'whole']);
  });

  it('SIGKILL leaves at most a staging folder, from which the next run makes nothing or the whole project', async () => {
    let withStaging = 0;
    await eachOf(momentsOf(steps, seeded(9)), async (moment) => {
      const cwd = temporaryFolder();
      prepare(cwd);
      const ended = await stopped(cwd, { STOP_SIGNAL: 'SIGKILL', STOP_AT: String(moment) });
      expect(ended.signal).toBe('SIGKILL');
      expect(stagingIn(cwd).length).toBeLessThanOrEqual(1);
      withStaging += stagingIn(cwd).length;
      const first = await command(cwd, ...argv);
      expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
      // whole from the killed run, completed by this one, or made by it
      expect(first.code === 0 || first.err.includes('is not empty')).toBe(true);
      expect(stagingIn(cwd)).toEqual([]);
    });
    expect(withStaging).toBeGreaterThan(1);
  });
});

it('takes the closing of a terminal window for an interruption', async () => {
  const cwd = temporaryFolder();
  const { code, err } = await stopped(cwd, { STOP_SIGNAL: 'SIGHUP', STOP_AT: '20' });
  expect({ code, err }).toEqual({ code: 130, err: 'Interrupted; nothing was written.\n' });
  expect(readdirSync(cwd)).toEqual([]);
});

describe('on the way over an older project, with --force', () => {
  const old = { useCase: 'dynamodb-search', name: 'shop' };
  const before = treeOf(old);
  const prepare = (cwd: string) => {
    for (const { path, contents, mode } of [...filesOf(old), projectFile('own.txt', 'mine')]) {
      const at = join(cwd, 'shop', path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, contents, { mode });
    }
  };
  const withOwn = (tree: Tree): Tree => ({ ...tree, 'own.txt': expect.any(String) as unknown as string });
  /** Each file is the old one or the new one, and never a part of either. */
  function expectWholeFiles(left: Tree): void {
    for (const [path, described] of Object.entries(left))
      if (path !== 'own.txt') expect([before[path], whole[path]]).toContain(described);
  }

  it.each(['SIGTERM', 'SIGKILL'] as const)('%s leaves whole files, and the next run completes them', async (signal) => {
    const steps = await stepsOf(prepare, '--force');
    await eachOf(momentsOf(steps, seeded(7)), async (moment) => {
      const cwd = temporaryFolder();
      prepare(cwd);
      await stopped(cwd, { STOP_SIGNAL: signal, STOP_AT: String(moment) }, '--force');
      const left = Object.entries(treeIn(join(cwd, 'shop')));
      const files = Object.fromEntries(left.filter(([path]) => !path.startsWith('.stream-pipeline-staging-')));
      expectWholeFiles(files);
      if (signal === 'SIGTERM') expect([before, { ...before, ...whole }].map(withOwn)).toContainEqual(files);
      expect((await command(cwd, ...argv, '--force')).code).toBe(0);
      expect(treeIn(join(cwd, 'shop'))).toEqual(withOwn({ ...before, ...whole }));
      expect(stagingIn(cwd)).toEqual([]);
    });
  });
});

function expectNothingOrWhole({ code, err }: Ended, left: Tree): void {
  if (Object.keys(left).length > 0) {
    expect(left).toEqual(whole);
    expect(code).toBe(0);
    return;
  }
  expect({ code, err }).toEqual({ code: 130, err: 'Interrupted; nothing was written.\n' });
}

async function expectNextRunCompletes(cwd: string, left: Tree): Promise<void> {
  const { code } = await command(cwd, ...argv);
  expect(code).toBe(Object.keys(left).length > 0 ? 2 : 0);
  expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
}

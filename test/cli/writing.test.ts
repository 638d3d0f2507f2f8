import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Interruption } from '../../generators/entrance/interruption.ts';
import { move } from '../../generators/entrance/writing/move.ts';
import { write } from '../../generators/entrance/writing/write.ts';
import { projectFile } from '../../generators/core/render.ts';
import { command, ownProcess, temporaryFolder } from './command.ts';
import { treeIn, treeOf } from './tree.ts';

const answers = { useCase: 'dynamodb-search', name: 'shop' };
const made = (cwd: string, ...flags: string[]) => command(cwd, 'shop', '--yes', '--no-git', ...flags);

describe('where a project goes', () => {
  it('to ./NAME, or to --out with all folders on the way', async () => {
    const cwd = temporaryFolder();
    expect((await made(cwd)).code).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf(answers));
    expect((await made(cwd, '--out', 'a/b c/d')).code).toBe(0);
    expect(treeIn(join(cwd, 'a', 'b c', 'd'))).toEqual(treeOf(answers));
    expect(readdirSync(cwd).sort()).toEqual(['a', 'shop']);
  });

  it('into an empty folder, which stays the same folder, and into one with nothing but .git', async () => {
    const cwd = temporaryFolder();
    const { ino } = statSync(cwd);
    mkdirSync(join(cwd, '.git'));
    expect((await made(cwd, '--out', '.')).code).toBe(0);
    expect(statSync(cwd).ino).toBe(ino);
    expect(treeIn(cwd)).toEqual(treeOf(answers));
  });

  it('through a link that the user gave as the folder', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'real'));
    symlinkSync('real', join(cwd, 'link'));
    expect((await made(cwd, '--out', 'link')).code).toBe(0);
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
    expect(treeIn(join(cwd, 'real'))).toEqual(treeOf(answers));
  });

  it.each(['../up', 'a/b', '/etc/shop', '.', '..', 'Shop', 'shop\n', '$(touch pwned)', '-rf'])(
    'nowhere for the name %j',
    async (name) => {
      const cwd = temporaryFolder();
      expect((await command(cwd, `--name=${name}`, '--yes')).code).toBe(2);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  it.each(['file', 'file/below', 'dangling', 'no\0where'])('not to --out %j', async (out) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'file'), 'mine');
    symlinkSync('nowhere', join(cwd, 'dangling'));
    const { code, err } = await made(cwd, '--out', out);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^--out: .*(is not a folder|expected the path)/),
    });
    expect(readdirSync(cwd).sort()).toEqual(['dangling', 'file']);
  });

  it('names the first entries of a folder that is not empty, and leaves it alone', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    for (const name of ['b', 'a', 'd', 'c', 'f', 'e', 'g']) writeFileSync(join(cwd, 'shop', name), name);
    const { code, err } = await made(cwd);
    expect(code).toBe(2);
    expect(err).toContain(
      `${join(cwd, 'shop')} is not empty: it holds a, b, c, d, e and 2 more. Choose another folder with`,
    );
    expect(readdirSync(join(cwd, 'shop'))).toHaveLength(7);
  });

  it('says in a sentence what the operating system refuses', async () => {
    const cwd = temporaryFolder();
    const { code, err } = await made(cwd, '--out', `/proc/${'x'.repeat(5)}`);
    expect(code).toBe(1);
    expect(err).toMatch(/^E[A-Z]+: .*\. Nothing was written\.\n$/);
  });
});

describe('what is written', () => {
  it.each(['000', '077'])('has the same bytes and modes under umask %s', async (umask) => {
    const cwd = temporaryFolder();
    const shell = ['sh', '-c', `umask ${umask}; exec "$@"`, 'sh', process.execPath];
    const { code } = await ownProcess(cwd, ['shop', '--yes', '--no-git'], {}, shell);
    expect(code).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf(answers));
    const folders = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    const modes = folders.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o755]));
  });

  it.each([
    { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' },
    { LC_ALL: 'C', LANG: 'C', TZ: 'America/St_Johns', HOME: '/nonexistent', USER: 'nobody' },
  ])('is the same with %j', async (env) => {
    const cwd = temporaryFolder();
    const { code } = await ownProcess(cwd, ['shop', '--yes', '--no-git'], env, [process.execPath]);
    expect(code).toBe(0);
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf(answers));
  });
});

describe('staging folders', () => {
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const named = (pid: number, of: string) => `.stream-pipeline-staging-${pid}-${of}-0123abcd`;

  it('of a run that is alive are left alone, in the folder and beside it', async () => {
    const cwd = temporaryFolder();
    const alive = named(process.ppid, host);
    mkdirSync(join(cwd, alive));
    expect((await made(cwd)).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual([alive, 'shop']);
  });

  it('of another machine are left alone for an hour', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, named(1, 'ffffffff')));
    await made(cwd);
    expect(readdirSync(cwd).sort()).toEqual([named(1, 'ffffffff'), 'shop']);
  });

  it('are not followed when they are links', async () => {
    const cwd = temporaryFolder();
    const precious = temporaryFolder();
    writeFileSync(join(precious, 'file'), '');
    const dead = named(2 ** 22 + 1, host);
    symlinkSync(precious, join(cwd, dead));
    expect((await made(cwd)).code).toBe(0);
    expect(existsSync(join(precious, 'file'))).toBe(true);
    expect(() => readlinkSync(join(cwd, dead))).toThrow('ENOENT');
  });

  it('of a run that was killed between its renames are emptied into place, over nothing that is there', async () => {
    const cwd = temporaryFolder();
    const files = join(cwd, named(2 ** 22 + 1, host), 'files');
    mkdirSync(files, { recursive: true });
    for (const name of ['README.md', 'cdk.json']) writeFileSync(join(files, name), 'generated');
    writeFileSync(join(files, '..', 'ready.json'), '["README.md", "cdk.json"]');
    writeFileSync(join(cwd, 'README.md'), 'mine');
    const { code, err } = await made(cwd, '--out', '.');
    expect(code).toBe(2);
    expect(err).toContain('it holds README.md, cdk.json.');
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('mine');
  });

  it('are not touched by a dry run, which looks past what a dead run left', async () => {
    const cwd = temporaryFolder();
    const dead = named(2 ** 22 + 1, host);
    mkdirSync(join(cwd, dead));
    expect((await made(cwd, '--out', '.', '--dry-run')).code).toBe(0);
    expect(readdirSync(cwd)).toEqual([dead]);
  });
});

it('makes exactly the files executable that the core says are', async () => {
  const cwd = temporaryFolder();
  const interruption = new Interruption();
  const files = [projectFile('run.sh', '#!/bin/sh'), projectFile('notes.sh', 'no program')];
  await write({ folder: cwd, root: cwd, below: '' }, ['run.sh', 'notes.sh'], files, interruption);
  interruption.stop();
  expect(files.map(({ path }) => statSync(join(cwd, path)).mode & 0o777)).toEqual([0o755, 0o644]);
});

it('takes back what it has put in place when it cannot put the rest there', async () => {
  const cwd = temporaryFolder();
  const interruption = new Interruption();
  const target = { folder: cwd, root: cwd, below: '' };
  const files = [projectFile('a', ''), projectFile('b/c', '')];
  await expect(write(target, ['a', 'b', 'there-is-no-such-thing'], files, interruption)).rejects.toThrow('ENOENT');
  interruption.stop();
  expect(readdirSync(cwd)).toEqual([]);
});

const elsewhere = '/dev/shm';
const isOtherFileSystem = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(temporaryFolder()).dev;

(isOtherFileSystem ? it : it.skip)('moves folders and files to a mounted volume, modes included', () => {
  const from = temporaryFolder();
  const to = temporaryFolder(elsewhere);
  mkdirSync(join(from, 'folder', 'inner'), { recursive: true });
  writeFileSync(join(from, 'folder', 'inner', 'run.sh'), '#!');
  chmodSync(join(from, 'folder', 'inner', 'run.sh'), 0o755);
  writeFileSync(join(to, 'file'), 'old');
  writeFileSync(join(from, 'file'), 'new');
  move(join(from, 'folder'), join(to, 'folder'));
  move(join(from, 'file'), join(to, 'file'));
  expect(statSync(join(to, 'folder', 'inner', 'run.sh')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(to, 'file'), 'utf8')).toBe('new');
  expect(readdirSync(to).sort()).toEqual(['file', 'folder']);
  expect(readdirSync(from)).toEqual([]);
});

import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { command, temporaryFolder } from './command.ts';
import { treeIn, treeOf } from './tree.ts';

/** What becomes of a folder that holds files already. */
const answers = { useCase: 'dynamodb-search', name: 'shop' };
const made = (cwd: string, ...flags: string[]) => command(cwd, 'shop', '--yes', '--no-git', ...flags);

describe('--force', () => {
  it('overwrites generated files, brings back missing ones, and leaves the others alone', async () => {
    const cwd = temporaryFolder();
    const at = (name: string) => join(cwd, 'shop', name);
    await made(cwd, '--search', 'domain');
    writeFileSync(at('README.md'), 'mine now');
    chmodSync(at('README.md'), 0o600);
    rmSync(at('cdk.json'));
    rmSync(at('docs'), { recursive: true });
    writeFileSync(at('infra/own.ts'), '// mine');
    mkdirSync(at('notes'));
    writeFileSync(at('notes/todo.txt'), 'mine');
    expect((await made(cwd, '--search', 'domain', '--force')).code).toBe(0);
    const { 'infra/own.ts': own, 'notes/todo.txt': notes, ...generated } = treeIn(join(cwd, 'shop'));
    expect(generated).toEqual(treeOf({ ...answers, search: 'domain' }));
    expect([own, notes]).toEqual([expect.any(String), expect.any(String)]);
    expect(readFileSync(at('notes/todo.txt'), 'utf8')).toBe('mine');
  });

  it('lists what it replaced, and nothing else', async () => {
    const cwd = temporaryFolder();
    await made(cwd);
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine now');
    chmodSync(join(cwd, 'shop', 'cdk.json'), 0o600);
    const untouched = statSync(join(cwd, 'shop', 'package.json')).ino;
    const { out } = await made(cwd, '--force');
    expect(out.replaceAll('\n', ' ')).toContain('2 files written to');
    expect(out.replaceAll('\n', ' ')).toContain('Replaced: README.md, cdk.json.');
    expect(statSync(join(cwd, 'shop', 'package.json')).ino).toBe(untouched);
    expect((await made(cwd, '--force')).out).not.toContain('Replaced');
  });

  it('never writes through a link that lies in the folder', async () => {
    const cwd = temporaryFolder();
    const outside = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    symlinkSync(outside, join(cwd, 'shop', 'infra'));
    const { code, err } = await made(cwd, '--force');
    expect(code).toBe(2);
    expect(err).toContain(
      `${join(cwd, 'shop', 'infra')} is a symbolic link: what is written below it would land elsewhere`,
    );
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(join(cwd, 'shop'))).toEqual(['infra']);
  });

  it('replaces a file that is a link, and not what the link points to', async () => {
    const cwd = temporaryFolder();
    const outside = join(temporaryFolder(), 'precious');
    writeFileSync(outside, 'precious');
    mkdirSync(join(cwd, 'shop'));
    symlinkSync(outside, join(cwd, 'shop', 'README.md'));
    expect((await made(cwd, '--force')).code).toBe(0);
    expect(readFileSync(outside, 'utf8')).toBe('precious');
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf(answers));
  });

  it.each([
    ['README.md', 'folder', 'is a folder, where a file has to go'],
    ['infra', 'file', 'is a file, where a folder has to go'],
  ])('does not make %s give way when it is a %s', async (name, kind, sentence) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'shop'));
    if (kind === 'folder') mkdirSync(join(cwd, 'shop', name));
    else writeFileSync(join(cwd, 'shop', name), '');
    const { code, err } = await made(cwd, '--force');
    expect(code).toBe(2);
    expect(err).toContain(`${join(cwd, 'shop', name)} ${sentence}`);
    expect(readdirSync(join(cwd, 'shop'))).toEqual([name]);
  });
});

describe('--only-new', () => {
  it('writes the files that are not there yet, and names those that differ', async () => {
    const cwd = temporaryFolder();
    await made(cwd);
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine now');
    rmSync(join(cwd, 'shop', 'docs'), { recursive: true });
    const { code, out } = await made(cwd, '--only-new');
    expect(code).toBe(0);
    expect(out).toContain('Kept, though the generator would write them differently: README.md.');
    expect(readFileSync(join(cwd, 'shop', 'README.md'), 'utf8')).toBe('mine now');
    expect(Object.keys(treeIn(join(cwd, 'shop')))).toEqual(Object.keys(treeOf(answers)));
  });

  it('contradicts --force', async () => {
    const { code, err } = await made(temporaryFolder(), '--only-new', '--force');
    expect({ code, err }).toEqual({ code: 2, err: '--only-new: cannot be combined with --force\n' });
  });
});

describe('--dry-run', () => {
  it('shows in a folder with files which are new, the same and changed, and writes nothing', async () => {
    const cwd = temporaryFolder();
    await made(cwd);
    const readme = readFileSync(join(cwd, 'shop', 'README.md'), 'utf8');
    writeFileSync(join(cwd, 'shop', 'README.md'), readme.replace(/[a-z]/g, 'x'));
    rmSync(join(cwd, 'shop', 'cdk.json'));
    const before = treeIn(join(cwd, 'shop'));
    const { code, out, err } = await made(cwd, '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/^changed README\.md$/m);
    expect(out).toMatch(/^new {5}cdk\.json$/m);
    expect(out).toMatch(/^same {4}package\.json$/m);
    expect(err).toContain(
      `In ${join(cwd, 'shop')}: 1 new, 1 changed, ${Object.keys(treeOf(answers)).length - 2} the same.`,
    );
    expect(treeIn(join(cwd, 'shop'))).toEqual(before);
  });
});

describe('--json', () => {
  const read = (out: string) => JSON.parse(out) as Record<string, unknown> & { files: Record<string, unknown>[] };

  it('has one shape, whether files are written or not', async () => {
    const cwd = temporaryFolder();
    const dry = read((await made(cwd, '--json', '--dry-run')).out);
    const wet = read((await made(cwd, '--json')).out);
    expect(Object.keys(dry)).toEqual(Object.keys(wet));
    expect(Object.keys(dry.files[0]!)).toEqual(['path', 'mode', 'state', 'written']);
    expect(dry.files.map(({ path }) => path)).toEqual(wet.files.map(({ path }) => path));
    expect([dry['dryRun'], wet['dryRun']]).toEqual([true, false]);
    expect(new Set(dry.files.map(({ written }) => written))).toEqual(new Set([false]));
    expect(new Set(wet.files.map(({ written }) => written))).toEqual(new Set([true]));
  });

  it('tells the state of each file in a folder that is not empty', async () => {
    const cwd = temporaryFolder();
    await made(cwd);
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine now');
    rmSync(join(cwd, 'shop', 'cdk.json'));
    const { files } = read((await made(cwd, '--json', '--only-new')).out);
    const of = (name: string) => files.find(({ path }) => path === name);
    expect(of('README.md')).toMatchObject({ state: 'changed', written: false });
    expect(of('cdk.json')).toMatchObject({ state: 'new', written: true });
    expect(of('package.json')).toMatchObject({ state: 'same', written: false });
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { command, ownProcess, root, temporaryFolder } from './command.ts';
import { filesOf, treeIn } from './tree.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const generated = filesOf({ useCase: 'dynamodb-search', name: 'shop' });
const runtime = '.stream-pipeline/runtime';
const bundle = `${runtime}/runtime.cjs`;
const manifest = `${runtime}/runtime.json`;
const tools = '.stream-pipeline/toolkit/toolkit.cjs';
const toolsManifest = '.stream-pipeline/toolkit/toolkit.json';
const deriver = '.stream-pipeline/contract/deriver.cjs';
const deriverManifest = '.stream-pipeline/contract/deriver.json';
/** In the order in which they are told. */
const all = [deriver, deriverManifest, bundle, manifest, tools, toolsManifest];
const stopper = join(root, 'test', 'cli', 'stop-at-step.ts');

/** A project as it was generated. */
function project(): string {
  const folder = temporaryFolder();
  for (const { path, contents, mode } of generated) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents, { mode });
  }
  return folder;
}

/** A project with the runtime and the tools that another version has brought. */
function projectOf(other: string): string {
  const folder = project();
  const contents = `// of ${other}\n`;
  const sha256 = createHash('sha256').update(contents).digest('hex');
  for (const [file, says] of [
    [bundle, manifest],
    [deriver, deriverManifest],
    [tools, toolsManifest],
  ] as const) {
    writeFileSync(join(folder, file), contents);
    writeFileSync(join(folder, says), JSON.stringify({ version: other, sha256 }));
  }
  return folder;
}

const update = (cwd: string, ...flags: string[]) => command(cwd, 'update', '--runtime-only', ...flags);
const current = treeIn(project());

it('brings the runtime and the tools of this version, and touches nothing else', async () => {
  const folder = projectOf('0.0.9');
  for (const own of ['infra/own.ts', `${runtime}/own.txt`]) writeFileSync(join(folder, own), 'mine', { mode: 0o644 });
  writeFileSync(join(folder, 'package.json'), '{ "mine": true }');
  const others = (tree: Record<string, string>) => Object.entries(tree).filter(([path]) => !all.includes(path));
  const before = others(treeIn(folder));

  const { code, out, err } = await update(folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`Replaced the local runtime and the tools in ${folder}: 0.0.9 -> ${version}.`);
  expect(out).toMatch(/Next:\n {2}npm run contract\n {2}npm test\n {2}npm run local\n$/);
  expect(out.split('\n').slice(0, 6)).toEqual(all);
  const after = treeIn(folder);
  expect(others(after)).toEqual(before);
  for (const path of all) expect(after[path]).toBe(current[path]);
});

it('says that there is nothing to do', async () => {
  const folder = project();
  const { code, out } = await update(folder);
  expect({ code, out }).toEqual({
    code: 0,
    out: `Nothing to do: the local runtime and the tools in ${folder} are those of ${version}.\n`,
  });
  expect(treeIn(folder)).toEqual(current);
});

it('updates the project that --out names', async () => {
  const folder = projectOf('0.0.9');
  expect((await update(dirname(folder), '--out', folder)).code).toBe(0);
  expect(treeIn(folder)).toEqual(current);
});

it('tells what it would do, and machines the same', async () => {
  const folder = projectOf('0.0.9');
  const before = treeIn(folder);
  expect((await update(folder, '--dry-run')).out).toContain(
    `Would replace the local runtime and the tools in ${folder}`,
  );
  expect(treeIn(folder)).toEqual(before);
  const told = { ok: true, folder, from: '0.0.9', to: version, files: all };
  expect(JSON.parse((await update(folder, '--dry-run', '--json')).out)).toEqual({ ...told, dryRun: true });
  expect(JSON.parse((await update(folder, '--json')).out)).toEqual({ ...told, dryRun: false });
  expect(JSON.parse((await update(folder, '--json')).out)).toEqual({
    ...told,
    from: version,
    dryRun: false,
    files: [],
  });
});

it('tells another build of the same version from this one', async () => {
  expect((await update(projectOf(version))).out).toContain(`${version}, another build of it.`);
});

describe('refuses', () => {
  it.each<[string, (folder: string) => void, string]>([
    [
      'a bundle that was changed by hand',
      (folder) => writeFileSync(join(folder, bundle), '// mine\n'),
      `${bundle} is not what ${manifest} describes: it was changed by hand`,
    ],
    [
      'tools that were changed by hand',
      (folder) => writeFileSync(join(folder, tools), '// mine\n'),
      `${tools} is not what ${toolsManifest} describes: it was changed by hand`,
    ],
    [
      'a deriver that was changed by hand',
      (folder) => writeFileSync(join(folder, deriver), '// mine\n'),
      `${deriver} is not what ${deriverManifest} describes: it was changed by hand`,
    ],
    ['a missing bundle', (folder) => rmSync(join(folder, bundle)), `${bundle} is missing`],
    [
      'a manifest that nobody can read',
      (folder) => writeFileSync(join(folder, manifest), '{'),
      `${manifest} is missing or unreadable`,
    ],
  ])('%s, unless it is forced', async (_, spoil, sentence) => {
    const folder = projectOf('0.0.9');
    spoil(folder);
    const before = treeIn(folder);
    const { code, out, err } = await update(folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toContain('--force');
    expect(treeIn(folder)).toEqual(before);
    expect((await update(folder, '--force')).code).toBe(0);
    expect(treeIn(folder)).toEqual(current);
  });

  it.each(['99.0.0', version.replace(/\d+$/, (patch) => String(Number(patch) + 1))])(
    'to go back from %s, unless it is forced',
    async (newer) => {
      const folder = projectOf(newer);
      const { code, err } = await update(folder);
      expect(code).toBe(2);
      expect(err).toContain(`the deriver ${newer} is newer than ${version}`);
      expect((await update(folder, '--force')).out).toContain(`${newer} -> ${version}`);
    },
  );

  it.each(['{', '{}', '{"answers":{"useCase":"space-travel"}}'])(
    'a project whose use case it cannot tell: %s',
    async (answers) => {
      const folder = projectOf('0.0.9');
      writeFileSync(join(folder, '.stream-pipeline/answers.json'), answers);
      const { code, err } = await update(folder, '--force');
      expect(code).toBe(2);
      expect(err).toContain('answers.json does not name a use case that this version knows');
      expect(JSON.parse(readFileSync(join(folder, manifest), 'utf8'))).toMatchObject({ version: '0.0.9' });
    },
  );

  it('a folder that is no project', async () => {
    const folder = temporaryFolder();
    const { code, err } = await update(folder);
    expect(code).toBe(2);
    expect(err).toContain(`${folder} is no generated project: it has no folder .stream-pipeline`);
    expect((await update(folder, '--out', 'missing')).err).toMatch(/^--out: .*missing is no generated project/);
    expect(JSON.parse((await update(folder, '--json')).out)).toMatchObject({ ok: false });
  });

  it('to write through a symbolic link', async () => {
    const [folder, elsewhere] = [projectOf('0.0.9'), temporaryFolder()];
    rmSync(join(folder, runtime), { recursive: true });
    symlinkSync(elsewhere, join(folder, runtime));
    const { code, err } = await update(folder, '--force');
    expect(code).toBe(2);
    expect(err).toContain('is a symbolic link');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('to update a whole project', async () => {
    const { code, err } = await command(project(), 'update');
    expect(code).toBe(2);
    expect(err).toContain(
      'Updating a whole project comes in a later version; with --runtime-only, its local runtime and its tools are',
    );
  });
});

describe('when it is stopped at any step', () => {
  const stopped = (folder: string, env: NodeJS.ProcessEnv) =>
    ownProcess(folder, ['update', '--runtime-only'], env, [process.execPath, '--import', stopper]);

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    '%s leaves whole files, and the next run completes it',
    async (signal) => {
      const file = join(temporaryFolder(), 'steps.json');
      await stopped(projectOf('0.0.9'), { STEPS_FILE: file });
      const steps = JSON.parse(readFileSync(file, 'utf8')) as string[];
      expect(steps.filter((step) => step === 'renameSync')).toHaveLength(7); // one declares the others
      for (const at of steps.keys()) {
        const folder = projectOf('0.0.9');
        const old = treeIn(folder);
        await stopped(folder, { STOP_SIGNAL: signal, STOP_AT: String(at) });
        const left = treeIn(folder);
        for (const path of all) expect([old[path], current[path]]).toContain(left[path]);
        if (signal === 'SIGTERM') expect([old, current]).toContainEqual(left);
        expect((await update(folder)).code).toBe(0);
        expect(treeIn(folder)).toEqual(current);
      }
    },
    180_000,
  );
});

import { execFile, type ExecFileOptions } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { root, temporaryFolder } from '../cli/command.ts';
import { treeIn, treeOf } from '../cli/tree.ts';

jest.setTimeout(300_000);

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

const run = promisify(execFile);
const node = (args: string[], options: ExecFileOptions) =>
  run(process.execPath, args, { encoding: 'utf8', ...options });

/** The folder of somebody who has installed the packed package, and nothing else. */
const user = temporaryFolder();
const installed = join(user, 'node_modules', 'generator-stream-pipeline');
let packed: Packed;

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', user], { cwd: root });
  [packed] = JSON.parse(stdout) as [Packed];
  writeFileSync(join(user, 'package.json'), '{ "private": true }');
  const quietly = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quietly, `./${packed.filename}`], { cwd: user });
});

describe('the tarball', () => {
  const paths = () => packed.files.map(({ path }) => path);

  it('is smaller than 6 MB: each use case brings its runtime and its lock files', () => {
    expect(packed.size).toBeLessThan(6_000_000);
  });

  it('has every template: npm has dropped none', () => {
    const templates = readdirSync(join(root, 'templates'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    expect(paths()).toEqual(expect.arrayContaining(templates));
  });

  it('has compiled code only, and nothing of tests, scripts or benchmarks', () => {
    const sources = paths().filter((path) => /(?<!\.d)\.ts$/.test(path) && !path.startsWith('templates/'));
    expect(sources).toEqual([]);
    const rooms = new Set(paths().map((path) => path.split('/')[0]));
    expect(
      [...rooms].filter((room) => /^(test|scripts|bench|contract|generators|runtime|toolkit|tools|build)$/.test(room!)),
    ).toEqual([]);
  });

  it('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { scripts: object };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });
});

it.each([
  ['the defaults', [], {}],
  ['other choices', ['--search', 'domain', '--api-auth=iam'], { search: 'domain', apiAuth: 'iam' }],
])('generates the same project through the installed command, with %s', async (_, flags, answers) => {
  const cwd = temporaryFolder();
  await node([join(user, 'node_modules', '.bin', 'stream-pipeline'), 'shop', '--yes', ...flags], { cwd });
  expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf({ useCase: 'dynamodb-search', name: 'shop', ...answers }));
});

describe('the core', () => {
  const program = [
    "const parsed = core.parseAnswers({ useCase: 'dynamodb-search', name: 'shop' });",
    'console.log(core.renderProject(parsed.answers).length);',
  ].join('\n');
  /** The same installation, without what the core has no use for. */
  const coreOnly = temporaryFolder();
  beforeAll(() => {
    cpSync(join(user, 'node_modules'), join(coreOnly, 'node_modules'), {
      recursive: true,
      filter: (at) => !/[/\\](yeoman-generator|@yeoman|@inquirer|@aws-sdk|@smithy|mem-fs|mem-fs-editor)$/.test(at),
    });
  });

  it.each([
    ['import', 'loader.mjs', "import * as core from 'generator-stream-pipeline/core';"],
    ['require', 'loader.cjs', "const core = require('generator-stream-pipeline/core');"],
  ])('loads by %s, where Yeoman, prompts and the AWS SDK are missing', async (_, file, load) => {
    writeFileSync(join(coreOnly, file), `${load}\n${program}`);
    const { stdout } = await node([file], { cwd: coreOnly });
    expect(Number(stdout)).toBe(Object.keys(treeOf({ useCase: 'dynamodb-search', name: 'shop' })).length);
    expect(readdirSync(join(coreOnly, 'node_modules'))).not.toContain('yeoman-generator');
  });

  it('has types that a user sees', async () => {
    writeFileSync(
      join(user, 'typed.ts'),
      [
        "import { parseAnswers, renderProject, type Answers } from 'generator-stream-pipeline/core';",
        "const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'shop' });",
        "if (parsed.ok && parsed.answers.useCase === 'dynamodb-search') {",
        "  const search: 'serverless' | 'domain' = (parsed.answers satisfies Answers).search;",
        '  const modes: (0o644 | 0o755)[] = renderProject(parsed.answers).map(({ mode }) => mode);',
        '  // @ts-expect-error a choice is no number',
        '  const wrong: number = parsed.answers.search;',
        '  console.log(search, modes, wrong);',
        '}',
      ].join('\n'),
    );
    const types = join(root, 'node_modules', '@types');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    await node([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, '--typeRoots', types, 'typed.ts'], {
      cwd: user,
    });
  });
});

describe("through Yeoman's environment", () => {
  const generator = join(installed, 'dist', 'generators', 'app', 'index.js');
  const yeoman = (cwd: string, options: object, before: string[], env: NodeJS.ProcessEnv) =>
    node([...before, join(root, 'test', 'package', 'yeoman-run.ts'), generator, 'shop', JSON.stringify(options)], {
      cwd,
      env: { ...process.env, ...env },
    });

  it('the installed generator gives the same project', async () => {
    const cwd = temporaryFolder();
    await yeoman(cwd, { yes: true, search: 'domain' }, [], {});
    expect(readdirSync(cwd)).toEqual(['shop']);
    expect(treeIn(join(cwd, 'shop'))).toEqual(treeOf({ useCase: 'dynamodb-search', name: 'shop', search: 'domain' }));
  });

  it('it lists what is missing where there is no terminal', async () => {
    const cwd = temporaryFolder();
    await expect(yeoman(cwd, { useCase: 'dynamodb-search', search: 'domain' }, [], {})).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        '--table, --api-auth, --ttl-deletes, --history: not given, and there is no terminal',
      ),
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('it does not overwrite where nobody can be asked', async () => {
    const cwd = temporaryFolder();
    await yeoman(cwd, { yes: true }, [], {});
    writeFileSync(join(cwd, 'shop', 'README.md'), 'mine');
    const before = treeIn(cwd);
    await expect(yeoman(cwd, { yes: true, search: 'domain' }, [], {})).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'README.md has other contents, and there is no terminal to ask on. --force overwrites it',
      ),
    });
    expect(treeIn(cwd)).toEqual(before);
  });

  it('Ctrl-C while it writes leaves nothing', async () => {
    const cwd = temporaryFolder();
    const stopper = ['--import', join(root, 'test', 'cli', 'stop-at-step.ts')];
    await expect(yeoman(cwd, { yes: true }, stopper, { STOP_SIGNAL: 'SIGINT', STOP_AT: '100' })).rejects.toMatchObject({
      stderr: expect.stringContaining('Interrupted; nothing was written.'),
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

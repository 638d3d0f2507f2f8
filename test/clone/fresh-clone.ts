import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** This working copy as a clone of it would be: the files that git does not ignore, in a repository. */
export function freshClone(folder: string): void {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const deleted = new Set(listOf('ls-files', '-z', '--deleted'));
  for (const path of listOf(...listed)) {
    if (deleted.has(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
}

const listOf = (...args: string[]): string[] =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter(Boolean);

/** The environment of somebody whose `node` is the given one: nothing of this repository, and of the npm that runs this. */
export function environmentWith(node: string, binFolder: string): NodeJS.ProcessEnv {
  mkdirSync(binFolder, { recursive: true });
  symlinkSync(node, join(binFolder, 'node'));
  // what a machine needs to reach its registry stays: certificates, proxies, the configuration of npm
  const reach = '(registry|cache|userconfig|globalconfig|ca|cafile|strict_ssl|proxy|https_proxy|noproxy)$';
  const ours = new RegExp(`^(npm_(?!config_${reach})|INIT_CWD$|NODE(?!_EXTRA_CA_CERTS$)|SYSTEM_NODE$|OLD_NODE$|JEST)`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const path = env['PATH']!.split(delimiter).filter((each) => !each.includes('node_modules'));
  return { ...env, PATH: [binFolder, ...path].join(delimiter) };
}

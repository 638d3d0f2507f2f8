import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Below the repository, so that what is unpacked here finds its dependencies in the repository's node_modules. */
const folder = join(root, 'build', 'bench');

const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', [...args, '--loglevel=error'], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The package as users have it: packed, and unpacked again. Returns its folder. */
export function unpackedPackage(): string {
  rmSync(join(folder, 'package'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root)) as [
    { filename: string },
  ];
  execFileSync('tar', ['--extract', '--file', filename], { cwd: folder });
  return join(folder, 'package');
}

/** The `yo` of Yeoman's users, installed once; undefined where npm cannot. */
export function yo(): string | undefined {
  const cli = join(folder, 'yo', 'node_modules', 'yo', 'lib', 'cli.js');
  if (existsSync(cli)) return cli;
  mkdirSync(join(folder, 'yo'), { recursive: true });
  writeFileSync(join(folder, 'yo', 'package.json'), '{ "private": true }');
  try {
    npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', 'yo@7.0.1'], join(folder, 'yo'));
  } catch {
    return undefined;
  }
  return cli;
}

/** The generator that does nothing: what `yo` and Yeoman cost on their own. */
export function emptyGenerator(): string {
  const generator = join(folder, 'generator-empty', 'generators', 'app');
  mkdirSync(generator, { recursive: true });
  writeFileSync(join(folder, 'generator-empty', 'package.json'), '{ "name": "generator-empty", "type": "module" }');
  writeFileSync(
    join(generator, 'index.js'),
    "import Generator from 'yeoman-generator';\nexport default class extends Generator {\n  writing() {}\n}\n",
  );
  return generator;
}

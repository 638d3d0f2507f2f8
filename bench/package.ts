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

/** The `yo` of Yeoman's users; undefined where npm cannot install it. */
export function yo(): string | undefined {
  const modules = installed('yo', '7.0.1');
  return modules && join(modules, 'yo', 'lib', 'cli.js');
}

/** The node_modules of a folder in which a package is installed, once; undefined where npm cannot. */
export function installed(name: string, version: string): string | undefined {
  const at = join(folder, `${name.replaceAll('/', '+')}@${version}`);
  const modules = join(at, 'node_modules');
  if (existsSync(join(modules, name))) return modules;
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'package.json'), '{ "private": true }');
  try {
    npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`], at);
  } catch {
    return undefined;
  }
  return modules;
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

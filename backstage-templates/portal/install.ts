import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone, installFromLock } from '../../scripts/install-lock.mjs';

const templates = join(import.meta.dirname, '..');
const repository = join(templates, '..');
const moduleFolder = 'scaffolder-backend-module-stream-pipeline';
const ours = {
  'generator-stream-pipeline': repository,
  [`backstage-plugin-${moduleFolder}`]: join(templates, moduleFolder),
};

/**
 * Installs into each workspace the Backstage release of its lock file, which takes about two minutes the first time, and the two
 * packages of this repository as npm would publish them.
 */
export function install(workspaces: readonly string[]): void {
  const parcels = mkdtempSync(join(tmpdir(), 'stream-pipeline-pack-'));
  try {
    const packed = Object.entries(ours).map(([name, folder]) => ({ name, file: pack(folder, join(parcels, name)) }));
    for (const workspace of workspaces) {
      installBackstage(workspace);
      alone(workspace, () => {
        for (const { name, file } of packed) unpack(file, join(workspace, 'node_modules', name));
        lendDependencies(join(workspace, 'node_modules', 'generator-stream-pipeline'));
      });
    }
  } finally {
    rmSync(parcels, { recursive: true, force: true });
  }
}

/** Runs no install scripts: better-sqlite3 13 ships its binaries. */
function installBackstage(workspace: string): void {
  installFromLock(workspace, () => {
    npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], workspace);
    return 0;
  });
}

function pack(folder: string, parcel: string): string {
  mkdirSync(parcel);
  npm(['pack', '--silent', '--pack-destination', parcel], folder);
  const [tarball] = readdirSync(parcel);
  return join(parcel, tarball!);
}

/** Puts a package where npm would install it. */
function unpack(tarball: string, at: string): void {
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components', '1'], { cwd: at });
}

/** Gives the generator the dependencies of this repository. The workspace may have other versions of them. */
const lendDependencies = (generator: string) =>
  symlinkSync(join(repository, 'node_modules'), join(generator, 'node_modules'), 'junction');

/** Shows the errors of npm only. */
const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });

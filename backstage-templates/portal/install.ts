import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone } from '../../scripts/install-lock.mjs';

const workspace = join(import.meta.dirname, '..');
const repository = join(workspace, '..');
const modules = join(workspace, 'node_modules');

/** Backstage from its lock, and this repository's two packages as npm would publish them. About two minutes the first time. */
export function install(): void {
  alone(workspace, () => {
    installBackstage();
    unpack(repository, 'generator-stream-pipeline');
    const name = 'scaffolder-backend-module-stream-pipeline';
    unpack(join(workspace, name), `backstage-plugin-${name}`);
  });
}

/** `npm ci`, unless it was done for this lock. No package runs a script: better-sqlite3 13 brings its binaries along. */
function installBackstage(): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(workspace, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');
  const stamp = join(modules, '.lock-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  rmSync(stamp, { force: true });
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: workspace,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

/** As an installation would put it there; its dependencies are found among those of the workspace and of the repository. */
function unpack(folder: string, name: string): void {
  const parcel = mkdtempSync(join(tmpdir(), 'stream-pipeline-pack-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', parcel], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    const at = join(modules, name);
    rmSync(at, { recursive: true, force: true });
    mkdirSync(at, { recursive: true });
    const [tarball] = execFileSync('sh', ['-c', 'ls *.tgz'], { cwd: parcel, encoding: 'utf8' }).trim().split('\n');
    execFileSync('tar', ['-xzf', join(parcel, tarball!), '--strip-components', '1'], { cwd: at });
  } finally {
    rmSync(parcel, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLock, type Lock } from './complete-lock.ts';

/** Brings the package-lock.json of a folder in step with its package.json, complete for every platform. */
export function writeLock(folder: string): void {
  const npm = () =>
    execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  npm();
  const file = join(folder, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const added = completeLock(lock);
  writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
  // npm puts the order and the dev flags right; without it a user's first install would rewrite the file.
  npm();
  console.log(`${file}: ${added.length} optional platform packages added`);
}

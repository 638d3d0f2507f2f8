import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The Python of an environment below build/ that has what the requirements.txt of a folder names, and nothing else. Installed once. */
export function environmentOf(python: string, of: string): string {
  const requirements = join(of, 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const folder = join(root, 'build', `${basename(of)}-environment`);
  const done = join(folder, `installed-${digest}`);
  const own = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  if (existsSync(done)) return own;
  rmSync(folder, { recursive: true, force: true });
  execFileSync(python, ['-m', 'venv', folder], { stdio: 'inherit' });
  const checked = ['--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
  execFileSync(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...checked], {
    stdio: 'inherit',
  });
  writeFileSync(done, '');
  return own;
}

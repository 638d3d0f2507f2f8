import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

/** Runs the tests of a folder that has a jest.config.mjs of its own, with the arguments of this command, and takes over an exit code that is not 0. */
export function runJest(folder: string, env: Record<string, string> = {}): void {
  const quiet = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const argv = [...quiet, jest, '--config', join(folder, 'jest.config.mjs'), ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, argv, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exitCode = status ?? 1;
}

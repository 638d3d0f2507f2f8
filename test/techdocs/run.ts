// npm run test:techdocs: builds the documentation of projects as a portal does, where this machine has Python.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environmentOf } from './environment.ts';
import { findPython, leastPython } from './python.ts';

const root = join(import.meta.dirname, '..', '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

const python = findPython();
if (python === undefined) {
  console.log(
    `skipped: no Python ${leastPython} or newer with venv and pip on the path. Install it (apt-get install python3-venv), or name one: PYTHON=/path/to/python3`,
  );
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      '--config',
      join(import.meta.dirname, 'jest.config.mjs'),
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TECHDOCS_PYTHON: environmentOf(python) } },
  );
  process.exitCode = status ?? 1;
}

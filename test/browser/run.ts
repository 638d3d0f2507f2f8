// npm run test:browser: the tests of this folder, where this machine has a browser.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..', '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

if (findChromium() === undefined) {
  console.log(
    'skipped: no Chromium. Install it (apt-get install chromium), or name one: CHROMIUM_PATH=/path/to/chrome',
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
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}

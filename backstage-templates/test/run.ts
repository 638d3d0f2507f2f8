// npm run test:portal: installs Backstage and this repository's packages, then runs the tests of this folder.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from '../../test/browser/chromium.ts';
import { runJest } from '../../test/run-jest.ts';
import { buildFrontend } from '../portal/build-frontend.ts';
import { install } from '../portal/install.ts';
import { makeWorkspace, portalWorkspace, releases } from '../portal/workspace.ts';

const root = join(import.meta.dirname, '..', '..');

install([portalWorkspace, ...releases.map(makeWorkspace)]);
if (findChromium()) await buildFrontend();
else
  console.log(
    'Chromium is not installed: the form and the catalog are not tested (apt-get install chromium, or CHROMIUM_PATH=/path/to/chrome).',
  );
// here, because the types of Backstage are installed by now
const checked = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'backstage-templates'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (checked.status !== 0) process.exit(1);
runJest(import.meta.dirname);

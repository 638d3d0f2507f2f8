// npm run test:browser: the tests of this folder, where this machine has a browser.
import { findChromium } from './chromium.ts';
import { runJest } from '../run-jest.ts';

if (findChromium() === undefined) {
  console.log(
    'skipped: no Chromium. Install it (apt-get install chromium), or name one: CHROMIUM_PATH=/path/to/chrome',
  );
} else {
  runJest(import.meta.dirname);
}

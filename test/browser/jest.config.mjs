import base from '../../jest.config.mjs';

/** Tests that need a browser: started by run.ts, which looks for one first. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  testTimeout: 60_000,
  reporters: ['default'],
};

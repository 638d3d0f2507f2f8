import base from '../../jest.config.mjs';

/** What a reader types in a fresh clone; one step after the other. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/clone/*.clone.ts'],
  maxWorkers: 1,
  testTimeout: 600_000,
  reporters: ['default'],
};

import base from '../../jest.config.mjs';

/** Projects around contracts of many kinds, one after the other. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/contracts/*.contracts.ts'],
  maxWorkers: 1,
  testTimeout: 300_000,
  reporters: ['default'],
};

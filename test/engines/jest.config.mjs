import base from '../../jest.config.mjs';

/** What is said of the index stand-in, said of a real OpenSearch; one file after the other, because they share the engine. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/runtime/index-*.test.ts', '<rootDir>/test/engines/*.engines.ts'],
  testPathIgnorePatterns: ['index-network'],
  maxWorkers: 1,
  testTimeout: 60_000,
  reporters: ['default'],
};

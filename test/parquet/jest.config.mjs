import base from '../../jest.config.mjs';

/** Tests that need DuckDB: started by run.ts, which installs it first. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/parquet'],
  testMatch: ['<rootDir>/test/parquet/**/*.parquet.ts'],
  testTimeout: 60_000,
  reporters: ['default'],
};

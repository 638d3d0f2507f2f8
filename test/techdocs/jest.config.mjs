import base from '../../jest.config.mjs';

/** Tests that need TechDocs' own build: started by run.ts, which looks for Python first. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/techdocs'],
  testMatch: ['<rootDir>/test/techdocs/**/*.techdocs.ts'],
  testTimeout: 120_000,
  reporters: ['default'],
};

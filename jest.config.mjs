export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // tests of projects, which run where they are assembled
  testPathIgnorePatterns: ['/test/use-cases/[^/]+/templates/'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '^generator-stream-pipeline/core$': '<rootDir>/generators/core/api.ts' },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/strip-transform.mjs' },
  testTimeout: 60_000,
  // many of the longest tests wait for a clock half of their time
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  reporters: ['default', './test/count-reporter.mjs'],
};

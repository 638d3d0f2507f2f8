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
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  reporters: ['default', './test/count-reporter.mjs'],
};

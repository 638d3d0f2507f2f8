export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '^generator-stream-pipeline/core$': '<rootDir>/generators/core/api.ts' },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/strip-transform.mjs' },
  testTimeout: 20_000,
  maxWorkers: 2,
  reporters: ['default', './test/count-reporter.mjs'],
};

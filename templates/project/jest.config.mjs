export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // a test of the delivery works through an hour of its own clock, and a machine may be busy
  testTimeout: 60_000,
  // every core: the process that hands out the tests waits meanwhile
  maxWorkers: '100%',
  // synthesis needs the bundles of the functions
  globalSetup: '<rootDir>/test/bundle-functions.ts',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** Tests that need a portal: started by run.ts, which installs one first. */
export default {
  testEnvironment: 'node',
  rootDir: '../..',
  roots: ['<rootDir>/backstage-templates/test'],
  testMatch: ['<rootDir>/backstage-templates/test/**/*.portal.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/strip-transform.mjs' },
  testTimeout: 180_000,
  maxWorkers: 1,
  // a backend in the process leaves timers behind
  forceExit: true,
  reporters: ['default'],
};

import base from '../../jest.config.mjs';

/** Rehearsals of projects, one after the other: each keeps the whole machine busy, and an alarm is late where there is something else to do. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/alarms/*.alarms.ts'],
  maxWorkers: 1,
  testTimeout: 2_400_000,
  reporters: ['default'],
};

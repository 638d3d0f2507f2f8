import base from '../../../jest.config.mjs';

/** What is said of the Kafka stand-in, said of a real Kafka; one file after the other, because they share the broker. */
export default {
  ...base,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/engines/topics/*.engines.ts'],
  maxWorkers: 1,
  testTimeout: 60_000,
  reporters: ['default'],
};

import { systemClock } from '../clock.ts';
import { setting } from '../settings.ts';
import { Brokers } from './brokers.ts';

/** The brokers of a function: their addresses from its settings, keys from its role. One for all invocations of a process. */
export const functionBrokers = (): Brokers =>
  new Brokers({
    bootstrap: setting('KAFKA_BROKERS').split(','),
    security: {
      region: setting('AWS_REGION'),
      keys: () => ({
        accessKeyId: setting('AWS_ACCESS_KEY_ID'),
        secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
        sessionToken: process.env['AWS_SESSION_TOKEN'],
      }),
      authorities: undefined,
    },
    clock: systemClock,
  });

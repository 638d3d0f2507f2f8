import { systemClock } from '../clock.ts';
import { setting } from '../settings.ts';
import { Brokers } from './brokers.ts';
import { TopicProducer } from './topic-producer.ts';

/** Apache Kafka, topic configuration, `max.message.bytes`: its default. */
const batchBytes = 1_048_588;

/** The producer of a function: brokers and topic from its settings, keys from its role. One for all invocations of a process. */
export function functionProducer(): TopicProducer {
  const brokers = new Brokers({
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
  return new TopicProducer({ name: setting('KAFKA_TOPIC'), batchBytes }, brokers, systemClock, Math.random);
}

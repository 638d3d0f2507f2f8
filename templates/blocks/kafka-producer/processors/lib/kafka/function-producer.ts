import { systemClock } from '../clock.ts';
import { setting } from '../settings.ts';
import { functionBrokers } from './function-brokers.ts';
import { batchBytes, TopicProducer } from './topic-producer.ts';

/** The producer of a function: the topic from its settings. One for all invocations of a process. */
export const functionProducer = (): TopicProducer =>
  new TopicProducer({ name: setting('KAFKA_TOPIC'), batchBytes }, functionBrokers(), systemClock, Math.random);

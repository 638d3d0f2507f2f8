import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

export const faults = {
  'topic.publish-failed': {
    rate: 0.2,
    sightings: 2,
    title: 'Publish fails (500)',
    explanation: 'SNS does not take a message and answers with an internal error. Who publishes has to try again.',
    source: 'SNS API reference, Publish: InternalError, HTTP status 500',
    // most topics of a stack are for its alarms, which publish nothing in a run: the page shows it nowhere
    strikes: [],
  },
  'topic.delivery-failed': {
    ...lasting,
    title: 'Subscribers out of reach',
    explanation: 'SNS takes messages, cannot deliver them to any subscriber, and gives up after its retries.',
    source: 'SNS guide, page: sns-message-delivery-retries: a message is discarded when the retries are exhausted',
    strikes: [],
  },
} satisfies FaultDefinitions;

import type { FaultDefinitions } from '../../contracts/faults.ts';

export const faults = {
  'queue.duplicate': {
    rate: 0.1,
    sightings: 1,
    title: 'Message delivered twice',
    explanation: 'The queue delivers a message a second time while the first consumer still works on it.',
    source: 'SQS guide, standard-queues-at-least-once-delivery: "you might get that message copy again"',
  },
  'queue.visibility-expired': {
    rate: 0.05,
    sightings: 1,
    title: 'Visibility timeout expires',
    explanation: 'A message is visible again before its consumer has deleted it, and another consumer receives it.',
    source: 'SQS guide, sqs-visibility-timeout: "not guaranteed" against receiving a message twice',
  },
  'queue.delete-lost': {
    rate: 0.05,
    sightings: 1,
    title: 'Deleted message returns',
    explanation: 'SQS confirms that a message is deleted, and delivers it once more after its visibility timeout.',
    source: 'SQS API reference, DeleteMessage: "it is possible to receive a message even after you delete it"',
  },
  'queue.reorder': {
    rate: 0.2,
    sightings: 1,
    title: 'Messages out of order',
    explanation: 'A message reaches its consumer after messages that were sent up to a minute later.',
    source: 'SQS guide, standard-queues: best-effort ordering',
  },
  'queue.send-failed': {
    rate: 0.05,
    sightings: 2,
    title: 'Send fails (503)',
    explanation: 'SQS does not take a message and asks the sender to try again.',
    source: 'SQS API reference, CommonErrors: ServiceUnavailable',
  },
} satisfies FaultDefinitions;

import type { FaultDefinitions } from '../../contracts/faults.ts';

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
} satisfies FaultDefinitions;

import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

export const faults = {
  'events.throttled': {
    rate: 0.1,
    sightings: 2,
    title: 'Publications throttled',
    explanation: 'AppSync answers 429: there are more events than it takes in a second.',
    source: 'AppSync Events guide, quotas: inbound events for each second',
  },
  'events.failed': {
    rate: 0.1,
    sightings: 2,
    title: 'Publications fail',
    explanation: 'AppSync answers with an error of its own, and has broadcast nothing.',
    source: 'AppSync API reference, CommonErrors: InternalFailure, ServiceUnavailable',
  },
  'events.answer-lost': {
    rate: 0.05,
    sightings: 1,
    title: 'Broadcast, then an error',
    explanation: 'AppSync broadcasts the events, and answers with an error. Who tries again sends them twice.',
    source: 'AppSync API reference, CommonErrors: InternalFailure does not say whether anything was done',
  },
  'events.twice': {
    rate: 0.05,
    sightings: 1,
    title: 'Event broadcast twice',
    explanation: 'Those who subscribe receive an event twice although it was published once.',
    source: 'AppSync Events guide, event-api-websocket-protocol: does not say that an event arrives only once',
  },
  'events.one-refused': {
    rate: 0.05,
    sightings: 1,
    title: 'One event of a call fails',
    explanation: 'AppSync takes the other events of a call, and names this one as failed.',
    source: 'AppSync Events guide, event-api-websocket-protocol: publish_success has successful and failed events',
  },
  'events.connection-lost': {
    rate: 0.02,
    sightings: 1,
    title: 'Connection of a user lost',
    explanation: 'The WebSocket of a user breaks. Events are not kept for when it is back.',
    source: 'AppSync Events guide, event-api-websocket-protocol: connections end, and events are not stored',
  },
  'events.away': {
    ...lasting,
    title: 'AppSync not available',
    explanation: 'AppSync answers every publication with 503, and broadcasts nothing.',
    source: 'AppSync API reference, CommonErrors: ServiceUnavailable',
  },
} satisfies FaultDefinitions;

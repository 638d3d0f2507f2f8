import type { FaultDefinitions } from '../../contracts/faults.ts';

const notInvoked =
  'Lambda guide, kinesis-on-failure-destination: throttled before the invocation, or failed during it.';

export const faults = {
  'function.throttled': { rate: 0.03, sightings: 2, source: notInvoked },
  'function.killed-at-start': { rate: 0.02, sightings: 1, source: notInvoked },
  'function.killed': { rate: 0.03, sightings: 1, source: notInvoked },
  'function.timeout': { rate: 0.03, sightings: 1, source: notInvoked },
  'function.result-lost': {
    rate: 0.03,
    sightings: 1,
    source: 'Lambda guide, invocation-eventsourcemapping: "processes each event at least once".',
  },
} satisfies FaultDefinitions;

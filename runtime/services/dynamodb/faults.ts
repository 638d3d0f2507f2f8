import type { FaultDefinitions } from '../../contracts/faults.ts';

const capture = 'DynamoDB guide, kds: "might contain duplicate records", "records may appear in a different order".';

export const faults = {
  'stream.duplicate': { rate: 0.2, sightings: 2, source: capture },
  'stream.reorder': { rate: 0.25, sightings: 1, source: capture },
  'stream.delay': { rate: 0.03, sightings: 1, source: capture },
  'table.read-throttled': {
    rate: 0.2,
    sightings: 2,
    source: 'DynamoDB guide, Programming.Errors: ProvisionedThroughputExceededException.',
  },
  'table.read-stale': {
    rate: 0.5,
    sightings: Infinity,
    source:
      'DynamoDB guide, HowItWorks.ReadConsistency: an eventually consistent read might not see a recently completed write.',
  },
  'table.same-time': {
    rate: 0.4,
    sightings: 1,
    source: 'DynamoDB guide, kds: the creation time is approximate; two changes of one item can carry the same.',
  },
} satisfies FaultDefinitions;

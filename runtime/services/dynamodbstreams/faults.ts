import type { FaultDefinitions } from '../../contracts/faults.ts';

/** Tables that have a stream. */
const tables = { strikes: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'], having: 'StreamViewType' } as const;

export const faults = {
  'table-stream.batch-again': {
    rate: 0.1,
    sightings: 1,
    title: 'Changes delivered again',
    explanation: 'Lambda loses how far it has read, and sends a batch of changes again that was processed.',
    source: 'Lambda guide, with-ddb: event source mappings process each event at least once, and duplicates can occur',
    ...tables,
  },
  'table-stream.slow': {
    rate: 0.05,
    sightings: 1,
    title: 'Changes read late',
    explanation: 'Lambda reads a shard of the stream up to half a minute late. The order of changes stays.',
    source: 'DynamoDB guide, Streams: more than two readers of a shard can result in throttling',
    ...tables,
  },
} satisfies FaultDefinitions;

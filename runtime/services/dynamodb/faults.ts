import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

/** Where the changes of a table go. */
const capture = ['AWS::Kinesis::Stream'];

export const faults = {
  'stream.duplicate': {
    rate: 0.2,
    sightings: 2,
    title: 'Duplicate records',
    explanation: 'DynamoDB writes a change record to the stream twice.',
    source: 'DynamoDB guide, kds: the stream "might contain duplicate records"',
    strikes: capture,
    having: 'KinesisStreamSpecification',
  },
  'stream.reorder': {
    rate: 0.25,
    sightings: 1,
    title: 'Records out of order',
    explanation: 'A newer change reaches the stream before an older one.',
    source: 'DynamoDB guide, kds: "records may appear in a different order"',
    strikes: capture,
    having: 'KinesisStreamSpecification',
  },
  'stream.delay': {
    rate: 0.03,
    sightings: 1,
    title: 'Late records',
    explanation: 'A change record reaches the stream up to five minutes late.',
    source: 'DynamoDB guide, kds: "records may appear in a different order"',
    strikes: capture,
    having: 'KinesisStreamSpecification',
  },
  'table.read-throttled': {
    rate: 0.2,
    sightings: 2,
    title: 'Reads throttled',
    explanation: 'The table has no read capacity left for a request.',
    source: 'DynamoDB guide, Programming.Errors: ProvisionedThroughputExceededException',
  },
  'table.read-stale': {
    rate: 0.5,
    sightings: Infinity,
    title: 'Stale reads',
    explanation: 'An eventually consistent read returns an item as it was before its last change.',
    source: 'DynamoDB guide, HowItWorks.ReadConsistency: the read might not see a recently completed write',
  },
  'table.same-time': {
    rate: 0.4,
    sightings: 1,
    title: 'Changes with equal times',
    explanation: 'Two changes of one item carry the same creation time.',
    source: 'DynamoDB guide, kds: the creation time is approximate',
  },
  'stream.capture-off': {
    ...lasting,
    title: 'Change capture switched off',
    explanation: 'The table has no streaming destination: its changes go nowhere.',
    source: 'DynamoDB guide, kds_gettingstarted: DisableKinesisStreamingDestination stops the replication',
    strikes: capture,
    having: 'KinesisStreamSpecification',
  },
  'stream.record-too-large': {
    ...lasting,
    title: 'Change records too large',
    explanation: 'A change record is larger than the stream takes, and DynamoDB skips it.',
    source:
      'DynamoDB guide, kds_using-shards-and-metrics: items that expand beyond the 1 MB record limit are not replicated',
    strikes: capture,
    having: 'KinesisStreamSpecification',
  },
} satisfies FaultDefinitions;

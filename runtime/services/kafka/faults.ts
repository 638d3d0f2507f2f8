import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

/** Brokers that functions write to. */
const msk = ['AWS::MSK::Cluster', 'AWS::MSK::ServerlessCluster', 'ExistingMSK::Cluster'];

export const faults = {
  'kafka.duplicate': {
    rate: 0.05,
    sightings: 1,
    title: 'Record appended twice',
    explanation: 'A producer did not hear from the broker and sends its record again: it gets two offsets.',
    source: 'Kafka guide, design.semantics: without idempotence, a producer that tries again may duplicate a record',
  },
  'kafka.rebalance': {
    rate: 0.1,
    sightings: 1,
    title: 'Partition moves',
    explanation: 'Another poller takes a partition over and delivers again what was not committed.',
    source: 'Lambda guide, kafka-scaling-modes: pollers are added and removed, and share the partitions anew',
  },
  'kafka.commit-lost': {
    rate: 0.05,
    sightings: 1,
    title: 'Offset commit lost',
    explanation: 'The broker does not take a commit. The records come again when their partition moves.',
    source: 'Lambda guide, invocation-eventsourcemapping: "process each event at least once"',
  },
  'kafka.slow-pollers': {
    rate: 0.03,
    sightings: 1,
    title: 'Pollers fall behind',
    explanation: 'There are too few pollers. Records wait up to three minutes until there are more.',
    source: 'Lambda guide, kafka-scaling-modes: scaling takes up to three minutes',
  },
  'kafka.null-in-other-form': {
    rate: 0.5,
    sightings: 1,
    title: 'Null in the other form',
    explanation: 'The event leaves out the value of a tombstone, and has null for a key that is missing.',
    source: 'Lambda guide, with-kafka: does not say which form AWS sends; both have been seen',
  },
  'kafka.only-named-again': {
    rate: 0.3,
    sightings: 1,
    title: 'Only named records again',
    explanation: 'After a partial answer, Lambda delivers again the records that it names, and no others.',
    source: 'Lambda guide, kafka-retry-configurations: "retry only the failed records"',
  },
  'kafka.broker-away': {
    ...lasting,
    title: 'Brokers not reachable',
    explanation: 'Lambda does not reach the brokers. Their records wait, and nobody reports the lag.',
    source:
      'Lambda guide, with-kafka-troubleshoot: PROBLEM: Connection error. Please check your event source connection configuration',
  },
  'kafka.too-many-connects': {
    rate: 0.05,
    sightings: 1,
    strikes: msk,
    title: 'Too many new connections',
    explanation: 'A broker takes few new connections with IAM in a second, and refuses this one.',
    source: 'MSK guide, limits: 4 new connections with IAM a second for each kafka.t3.small broker, 100 for others',
  },
  'kafka.answer-lost': {
    rate: 0.05,
    sightings: 1,
    strikes: msk,
    title: 'Answer of a broker lost',
    explanation: 'A broker appends a batch, and the connection ends before its producer hears of it.',
    source: 'Kafka guide, design.semantics: an idempotent producer that sends a batch again does not duplicate it',
  },
} satisfies FaultDefinitions;

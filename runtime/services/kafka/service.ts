import type { Service } from '../../contracts/service.ts';
import { KafkaClusters } from './clusters.ts';
import { faults } from './faults.ts';

export const kafka = {
  id: 'kafka',
  signingNames: [],
  kind: 'kafkaTopic',
  resources: {
    // no type of CloudFormation: the brokers are outside of the stack, and of AWS
    'SelfManagedKafka::Cluster': {
      standIn:
        'Kafka outside of the stack: topics in memory, to which the run and Kafka clients produce; no other consumers, no transactions, no compaction',
    },
  },
  faults,
  metrics: {},
  start: (host) => new KafkaClusters(host),
} satisfies Service;

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
        'Kafka outside of the stack: topics in memory, written to by whoever runs the check; no wire protocol, no transactions, no compaction',
    },
  },
  faults,
  metrics: {},
  start: (host) => new KafkaClusters(host),
} satisfies Service;

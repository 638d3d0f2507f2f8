import type { Service } from '../../contracts/service.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';
import type { Give } from '../../contracts/template.ts';
import { bootstrapBrokers, placeOfBrokers } from './bootstrap-brokers.ts';
import { metrics, states } from './broker-states.ts';
import * as serverless from './serverless-states.ts';
import { KafkaClusters } from './clusters.ts';
import { faults } from './faults.ts';

/** MSK developer guide, "Authorization policy resources": `cluster/NAME/UUID`, the UUID with a number at its end. */
const clusterArn: Give = arn('kafka', (self) => `cluster/${name(self)}/${drawnUuid(self)}-1`);
const cluster = {
  name: { property: 'ClusterName', most: 64 },
  ref: clusterArn,
  arn: clusterArn,
  standIn:
    'MSK: topics in memory, which Lambda polls, Firehose reads and producers write to with IAM; one broker, no replicas, of its limits only that of new connections; other consumers and transactions left out',
} as const;

export const kafka = {
  id: 'kafka',
  signingNames: ['kafka'],
  kind: 'kafkaTopic',
  resources: {
    // no type of CloudFormation: the brokers are outside of the stack, and of AWS
    'SelfManagedKafka::Cluster': {
      standIn:
        'Kafka outside of the stack: topics in memory, to which the run and Kafka clients produce; no other consumers, no transactions, no compaction',
    },
    // no type of CloudFormation either: somebody else has made the cluster
    'ExistingMSK::Cluster': {
      standIn:
        'MSK outside of the stack: topics in memory, which Lambda polls, Firehose reads and producers write to with IAM; no metrics of brokers and topics, no other clients',
    },
    'AWS::MSK::Cluster': cluster,
    'AWS::MSK::ServerlessCluster': cluster,
    'AWS::MSK::Topic': {
      name: { property: 'TopicName', most: 249 },
      readBy: 'its cluster: name, partitions, retention and the size of a message',
    },
    [bootstrapBrokers]: {
      attributes: { BootstrapServers: ({ id }) => placeOfBrokers(id) },
      readBy: 'the start of a run: its function runs as in a deployment',
    },
    'AWS::MSK::Configuration': { readBy: 'nobody: the stand-in of the brokers has no configuration' },
    'AWS::MSK::ClusterPolicy': { readBy: 'permissions: whether Firehose may connect to the cluster' },
  },
  faults: {
    ...faults,
    ...states,
    ...serverless.states,
  },
  metrics: { 'AWS/Kafka': { ...metrics['AWS/Kafka'], ...serverless.metrics['AWS/Kafka'] } },
  start: (host) => new KafkaClusters(host),
} satisfies Service;

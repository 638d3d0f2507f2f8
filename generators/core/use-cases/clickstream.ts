import { contract } from '../options/contract.ts';
import {
  kafkaBrokers,
  kafkaNetwork,
  kafkaSecret,
  kafkaSecurityGroups,
  kafkaSignIn,
  kafkaSubnets,
  kafkaTopic,
} from '../options/kafka.ts';
import { defineUseCase } from '../use-case.ts';

/** Click events from Kafka into sessions and offers: Kafka -> Lambda -> Kinesis -> analysis -> DynamoDB. */
export const clickstream = defineUseCase({
  id: 'clickstream',
  title: 'Click events from Kafka, for sessions and offers',
  flow: 'Kafka -> Lambda -> Kinesis Data Streams -> Lambda -> DynamoDB',
  options: {
    kafkaNetwork,
    kafkaSignIn,
    kafkaBrokers,
    kafkaTopic,
    kafkaSecret,
    kafkaSubnets,
    kafkaSecurityGroups,
    contract,
  },
  refuse: [],
  locks: [{ name: 'default', where: {} }],
  events: { clickEvent: { kind: 'source', shipped: 'click-event' } },
  blocks: () => [
    'bridge',
    'click-stream',
    'click-analysis',
    'analysis-lambda',
    'failure-store',
    'firehose-delivery',
    'firehose-transform',
    'lake',
    'click-lake',
    'monitoring',
    'processor-function',
  ],
  view: (answers) => ({
    kafka: {
      brokers: answers.kafkaBrokers.split(','),
      topic: answers.kafkaTopic,
      signIn: answers.kafkaSignIn,
      secretArn: answers.kafkaSecret,
    },
    // empty where the brokers have public addresses
    kafkaNetwork: {
      subnetIds: answers.kafkaSubnets?.split(',') ?? [],
      securityGroupIds: answers.kafkaSecurityGroups?.split(',') ?? [],
    },
  }),
});

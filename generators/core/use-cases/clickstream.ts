import { analytics, flinkRefusals } from '../options/analytics.ts';
import { contract } from '../options/contract.ts';
import { allowedOrigins, ingest } from '../options/ingest.ts';
import {
  kafkaBrokers,
  kafkaNetwork,
  kafkaSecret,
  kafkaSecurityGroups,
  kafkaSignIn,
  kafkaSubnets,
  kafkaTopic,
} from '../options/kafka.ts';
import { personalData } from '../options/personal-data.ts';
import { defineUseCase } from '../use-case.ts';

/** Click events into sessions and offers: a topic or an HTTP API -> Kinesis -> analysis -> DynamoDB. */
export const clickstream = defineUseCase({
  id: 'clickstream',
  title: 'Click events, for sessions and offers',
  flow: 'Kafka -> Lambda, or HTTP API -> Kinesis Data Streams -> Lambda or Managed Flink -> DynamoDB',
  options: {
    ingest,
    kafkaNetwork,
    kafkaSignIn,
    kafkaBrokers,
    kafkaTopic,
    kafkaSecret,
    kafkaSubnets,
    kafkaSecurityGroups,
    allowedOrigins,
    personalData,
    analytics,
    contract,
  },
  refuse: flinkRefusals,
  locks: [
    { name: 'http-flink', where: { ingest: 'http', analytics: 'flink' } },
    { name: 'http', where: { ingest: 'http' } },
    { name: 'flink', where: { analytics: 'flink' } },
    { name: 'default', where: {} },
  ],
  events: { clickEvent: { kind: 'source', shipped: 'click-event' } },
  blocks: ({ ingest, personalData: personal, analytics: engine }) => [
    ...(ingest === 'http' ? ['collector'] : ['bridge', `personal-${personal}`]),
    ...(personal === 'plain' || personal === undefined ? [] : ['personal-hidden']),
    ...(personal === 'hashed' ? ['hash-key'] : []),
    'click-stream',
    'click-analysis',
    `analysis-${engine}`,
    'failure-store',
    'firehose-delivery',
    'firehose-transform',
    'lake-bucket',
    'lake',
    'click-lake',
    'erasure',
    'monitoring',
    'offer-push',
    'offers-api',
    'offers-page',
    'ordered-writer',
    'processor-function',
    'sign-in-pool',
    'signed-requests',
    'stream-way-back',
  ],
  view: (answers) => ({
    // of the topic; empty where events come over HTTP
    kafka: {
      brokers: answers.kafkaBrokers?.split(',') ?? [],
      topic: answers.kafkaTopic ?? '',
      signIn: answers.kafkaSignIn ?? '',
      secretArn: answers.kafkaSecret ?? '',
    },
    // empty where the brokers have public addresses
    kafkaNetwork: {
      subnetIds: answers.kafkaSubnets?.split(',') ?? [],
      securityGroupIds: answers.kafkaSecurityGroups?.split(',') ?? [],
    },
    allowedOrigins: answers.allowedOrigins?.split(',') ?? [],
  }),
});

import type { KafkaTopic } from '../infra/blocks/kafka-topic.ts';

/** A topic that can be there, in the account and the region of answers in tests. */
export const acmeTopic: KafkaTopic = {
  brokers: ['b-1.kafka.acme.com:9094', 'b-2.kafka.acme.com:9094'],
  topic: 'clicks',
  consumerGroup: 'clicks-dev',
  signIn: 'scram-512',
  secretArn: 'arn:aws:secretsmanager:us-west-1:222233334444:secret:kafka-AbCdEf',
  secretKeyArn: undefined,
  authoritySecretArn: undefined,
  network: { subnetIds: ['subnet-0aaaaaaa', 'subnet-0bbbbbbb'], securityGroupIds: ['sg-0ccccccc'] },
  pollers: { least: 1, most: 2 },
};

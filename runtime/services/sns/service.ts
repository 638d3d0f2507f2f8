import type { Service } from '../../contracts/service.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Topics } from './topics.ts';

const topicArn = arn('sns', name);
const standIn =
  'SNS: standard topics, with e-mails in an outbox and messages to queues; other subscribers and FIFO topics get nothing';

export const sns = {
  id: 'sns',
  signingNames: ['sns'],
  kind: 'topic',
  resources: {
    'AWS::SNS::Subscription': {
      ref: (self) => `${String(self.properties['TopicArn'])}:${drawnUuid(self)}`,
      arn: (self) => `${String(self.properties['TopicArn'])}:${drawnUuid(self)}`,
      standIn,
    },
    'AWS::SNS::Topic': {
      name: { property: 'TopicName', most: 256, fifo: true },
      ref: topicArn,
      arn: topicArn,
      attributes: { TopicArn: topicArn, TopicName: name },
      standIn,
    },
    'AWS::SNS::TopicInlinePolicy': { readBy: 'every call to the topic: it decides who may make it' },
    'AWS::SNS::TopicPolicy': { readBy: 'every call to the topic: it decides who may make it' },
  },
  faults,
  metrics,
  start: (host) => new Topics(host),
} satisfies Service;

import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Queues } from './queues.ts';

export const sqs = {
  id: 'sqs',
  signingNames: ['sqs'],
  kind: 'queue',
  resources: {
    'AWS::SQS::Queue': {
      name: { property: 'QueueName', most: 80, fifo: true },
      ref: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
      arn: arn('sqs', name),
      attributes: {
        QueueName: name,
        QueueUrl: (self) => `${self.place.endpoint}/${self.place.account}/${name(self)}`,
      },
      standIn: 'SQS: standard queues over the JSON protocol; no encryption, and no limit on messages in flight',
    },
    'AWS::SQS::QueueInlinePolicy': { readBy: 'every call to the queue: it decides who may make it' },
    'AWS::SQS::QueuePolicy': { readBy: 'every call to the queue: it decides who may make it' },
  },
  faults,
  metrics,
  start: (host) => new Queues(host),
} satisfies Service;

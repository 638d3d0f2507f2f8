import { describe, expect, it } from '@jest/globals';
import { sqsApi } from '../../runtime/services/sqs/api.ts';
import type { QueuesOfApi } from '../../runtime/services/sqs/api/request.ts';
import { QueueReport } from '../../runtime/services/sqs/metrics.ts';
import { hour, minute, start } from './world.ts';

/** What a queue reports that holds one message, this old, received so often. */
function reported(message: { arrivedAt: number; receiveCount: number; deadLetterSource?: string }) {
  const values: Record<string, number> = {};
  const report = new QueueReport({ put: (_, name, __, value) => (values[name] = value) }, 'events');
  const { arrivedAt, receiveCount, deadLetterSource } = message;
  const state = { arrivedAt, receiveCount, firstReceivedAt: undefined, receivedAt: undefined, visibleAt: start };
  const content = { deadLetterSource, sentAt: arrivedAt - hour } as never;
  report.holds({ visible: 1, inFlight: 2, delayed: 3 }, [{ content, state, place: 'visible' }], start);
  return values;
}

describe('SQS guide, sqs-available-cloudwatch-metrics', () => {
  it('reports what a queue holds, and the age of the oldest message in seconds', () => {
    expect(reported({ arrivedAt: start - minute, receiveCount: 1 })).toEqual({
      ApproximateNumberOfMessagesVisible: 1,
      ApproximateNumberOfMessagesNotVisible: 2,
      ApproximateNumberOfMessagesDelayed: 3,
      ApproximateAgeOfOldestMessage: 60,
    });
  });

  it.each([
    ['leaves out a message that was received more than three times', { receiveCount: 4 }, 0],
    ['counts it up to then', { receiveCount: 3 }, 60],
    ['counts it in a dead-letter queue, from when it came there', { receiveCount: 4, deadLetterSource: 'arn' }, 60],
  ])('%s', (_, message, age) => {
    expect(reported({ arrivedAt: start - minute, ...message })['ApproximateAgeOfOldestMessage']).toBe(age);
  });
});

describe('Service Authorization Reference, list_amazonsqs', () => {
  const queues = { account: '111122223333', region: 'eu-west-1', queue: () => undefined } as unknown as QueuesOfApi;
  const needed = (operation: string, input: object) =>
    sqsApi(queues)
      .call(
        {
          method: 'POST',
          path: '/',
          query: new URLSearchParams(),
          headers: { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
          body: Buffer.from(JSON.stringify(input)),
        },
        { service: 'sqs', accessKeyId: 'key', region: 'eu-west-1' },
      )
      .iam.map(({ action, resource }) => `${action} ${resource.split(':').at(-1)}`);

  it.each([
    ['SendMessageBatch', { QueueUrl: 'http://127.0.0.1/111122223333/events', Entries: [] }, ['sqs:SendMessage events']],
    ['DeleteMessageBatch', { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/events' }, ['sqs:DeleteMessage events']],
    ['GetQueueUrl', { QueueName: 'events' }, ['sqs:GetQueueUrl events']],
    [
      'StartMessageMoveTask',
      {
        SourceArn: 'arn:aws:sqs:eu-west-1:111122223333:dead',
        DestinationArn: 'arn:aws:sqs:eu-west-1:111122223333:events',
      },
      [
        'sqs:StartMessageMoveTask dead',
        'sqs:ReceiveMessage dead',
        'sqs:DeleteMessage dead',
        'sqs:GetQueueAttributes dead',
        'sqs:SendMessage events',
      ],
    ],
  ])('%s needs its permissions', (operation, input, permissions) => {
    expect(needed(operation, input)).toEqual(permissions);
  });
});

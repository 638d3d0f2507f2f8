import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bytes, queueOf, refusal, SqsWorld } from './sqs-world.ts';
import { StackWorld } from './stack-world.ts';

const world = new SqsWorld();
beforeAll(() => world.start());
afterAll(() => world.close());

/** Rules that were recorded on AWS, by the test or the file of tests that recorded them; each with what makes it pass here. */
const rules: readonly (readonly [citation: string, rule: string, passes: () => Promise<void>])[] = [
  [
    'test_send_batch_message_size',
    'a bad entry fails alone; keys are absent when empty',
    async () => {
      const QueueUrl = await world.urlOf('small');
      const Entries = [
        { Id: 'good', MessageBody: 'body' },
        { Id: 'bad', MessageBody: bytes(1025) },
      ];
      const answer = await world.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      expect(answer.Failed).toEqual([
        {
          Id: 'bad',
          Code: 'InvalidParameterValue',
          Message: 'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
          SenderFault: true,
        },
      ]);
      expect(answer.Successful).toEqual([
        { Id: 'good', MD5OfMessageBody: '841a2d689ad86bd1611447453c22c6fc', MessageId: expect.any(String) },
      ]);
      const good = await world.client.send(new SendMessageBatchCommand({ QueueUrl, Entries: Entries.slice(0, 1) }));
      expect(good.Failed).toBeUndefined();
    },
  ],
  [
    'test_send_oversized_message',
    'the size is that of body, attribute names, types and values',
    async () => {
      const QueueUrl = await world.urlOf('small');
      const MessageAttributes = { name: { DataType: 'String', StringValue: bytes(14) } };
      await expect(world.send(QueueUrl, bytes(1000), { MessageAttributes })).resolves.toBeDefined();
      expect(await refusal(world.send(QueueUrl, bytes(1001), { MessageAttributes }))).toEqual([
        'InvalidParameterValue',
        400,
        'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
      ]);
    },
  ],
  [
    '…batch_with_oversized_contents…',
    'the entries of a batch share the limit',
    async () => {
      const QueueUrl = await world.freshUrl();
      const Entries = [524_288, 524_289].map((size, at) => ({ Id: String(at), MessageBody: bytes(size) }));
      expect(await refusal(world.client.send(new SendMessageBatchCommand({ QueueUrl, Entries })))).toEqual([
        'BatchRequestTooLong',
        400,
        'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
      ]);
    },
  ],
  [
    'test_non_existent_queue',
    'an unknown queue',
    async () => {
      const unknown = `${world.stack.url}/111122223333/unknown`;
      expect(await refusal(world.send(unknown, 'body'))).toEqual([
        'QueueDoesNotExist',
        400,
        'The specified queue does not exist.',
      ]);
    },
  ],
  [
    'test_sqs.py',
    'more than ten entries',
    async () => {
      const Entries = Array.from({ length: 20 }, (_, at) => ({ Id: String(at), MessageBody: 'body' }));
      const call = world.client.send(new SendMessageBatchCommand({ QueueUrl: await world.freshUrl(), Entries }));
      expect(await refusal(call)).toEqual([
        'TooManyEntriesInBatchRequest',
        400,
        'Maximum number of entries per request are 10. You have sent 20.',
      ]);
    },
  ],
  [
    'test_sqs.py',
    'an empty body',
    async () => {
      expect(await refusal(world.send(await world.freshUrl(), ''))).toEqual([
        'MissingParameter',
        400,
        'The request must contain the parameter MessageBody.',
      ]);
    },
  ],
  [
    'test_sqs.py',
    'an id with other characters',
    async () => {
      const Entries = [{ Id: 'one:two', MessageBody: 'body' }];
      const call = world.client.send(new SendMessageBatchCommand({ QueueUrl: await world.freshUrl(), Entries }));
      expect(await refusal(call)).toEqual([
        'InvalidBatchEntryId',
        400,
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      ]);
    },
  ],
  [
    'test_sqs.py',
    'more than ten messages, or more than twenty seconds',
    async () => {
      const QueueUrl = await world.freshUrl();
      expect(await refusal(world.receive(QueueUrl, { MaxNumberOfMessages: 11 }))).toEqual([
        'InvalidParameterValue',
        400,
        'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      ]);
      expect(await refusal(world.receive(QueueUrl, { WaitTimeSeconds: 21 }))).toEqual([
        'InvalidParameterValue',
        400,
        'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      ]);
    },
  ],
  [
    'test_sqs.py',
    'an attribute without a value',
    async () => {
      const MessageAttributes = { Title: { DataType: 'String', StringValue: '' } };
      expect(await refusal(world.send(await world.freshUrl(), 'body', { MessageAttributes }))).toEqual([
        'InvalidParameterValue',
        400,
        "Message (user) attribute 'Title' must contain a non-empty value of type 'String'.",
      ]);
    },
  ],
  [
    'test_sqs.py',
    'FifoQueue of a standard queue',
    async () => {
      const QueueUrl = await world.freshUrl();
      const call = world.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['FifoQueue'] }));
      expect(await refusal(call)).toEqual(['InvalidAttributeName', 400, 'Unknown Attribute FifoQueue.']);
    },
  ],
  [
    'test_sqs.py',
    'a second purge within a minute',
    async () => {
      const QueueUrl = await world.freshUrl();
      await world.send(QueueUrl, 'body');
      await world.client.send(new PurgeQueueCommand({ QueueUrl }));
      expect(await world.receive(QueueUrl)).toEqual([]);
      const name = QueueUrl.split('/').at(-1);
      expect(await refusal(world.client.send(new PurgeQueueCommand({ QueueUrl })))).toEqual([
        'PurgeQueueInProgress',
        403,
        `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`,
      ]);
    },
  ],
];

describe('SQS does what was recorded on AWS', () => {
  it.each(rules)('%s: %s', async (_, __, passes) => {
    await passes();
  });

  it.each([
    ['test_fifo_delete_after_visibility_timeout', 'an expired handle'],
    ['test_fifo_delete_after_visibility_timeout_extended', 'an extended handle'],
    ['test_fifo_group_visibility_extends_with_change_message_visibility', 'the visibility of a group'],
    ['test_fifo_deduplication_arrives_once_after_delete', 'deduplication'],
    ['test_sqs_fifo_same_dedup_id_different_message_groups', 'deduplication across groups'],
    ['test_deduplication_interval', 'the interval of deduplication'],
    ['test_fifo_message_attributes', 'sequence numbers'],
    ['test_sqs.py', 'a message without deduplication id'],
    ['test_sqs.py', 'a message without group'],
    ['test_sqs.py', 'the delay of one message'],
    ['test_set_queue_attributes_default_values (FIFO)', 'the defaults of FIFO queues'],
  ])('%s is not applicable: a stack with a FIFO queue is refused (%s)', async () => {
    const fifo = queueOf('Fifo', { QueueName: 'events.fifo', FifoQueue: true });
    const other = new StackWorld();
    await expect(other.start({ Fifo: fifo }, '')).rejects.toThrow(/FIFO queues are not modelled/);
    await other.close();
  });

  it('QueueAlreadyExists is not applicable: the stack creates the queues', async () => {
    expect(await refusal(world.client.send(new CreateQueueCommand({ QueueName: 'new' })))).toEqual([
      'UnknownOperationException',
      400,
      'SQS CreateQueue is not modelled by the local runtime.',
    ]);
  });

  it('[sqs_query] is not applicable: clients of today speak JSON', async () => {
    const body = new URLSearchParams({ Action: 'ListQueues' });
    const authorization = `AWS4-HMAC-SHA256 Credential=${world.stack.environment['AWS_ACCESS_KEY_ID']}/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=00`;
    const response = await fetch(world.stack.url, { method: 'POST', body, headers: { authorization } });
    expect(response.ok).toBe(false);
  });
});

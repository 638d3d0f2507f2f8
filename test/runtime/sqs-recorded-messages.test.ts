import {
  CancelMessageMoveTaskCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arnOfQueue, refusal, SqsWorld } from './sqs-world.ts';

const world = new SqsWorld();
beforeAll(() => world.start());
afterAll(() => world.close());

/** Rules that were recorded on AWS, by the test or the file of tests that recorded them; each with what makes it pass here. */
const rules: readonly (readonly [citation: string, rule: string, passes: () => Promise<void>])[] = [
  [
    'test_set_queue_attributes_default_values',
    'the defaults, all of them texts, and no FifoQueue',
    async () => {
      const QueueUrl = await world.freshUrl();
      const { Attributes } = await world.client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      expect(Attributes).toMatchObject({
        VisibilityTimeout: '30',
        MessageRetentionPeriod: '345600',
        DelaySeconds: '0',
        ReceiveMessageWaitTimeSeconds: '0',
        MaximumMessageSize: '1048576',
        SqsManagedSseEnabled: 'true',
      });
      expect(Attributes).not.toHaveProperty('FifoQueue');
    },
  ],
  [
    'test_receive_empty_queue',
    'nothing to receive is no Messages key',
    async () => {
      const { Messages } = await world.client.send(new ReceiveMessageCommand({ QueueUrl: await world.freshUrl() }));
      expect(Messages).toBeUndefined();
    },
  ],
  [
    'test_dead_letter_queue_message_attributes',
    'the dead-letter queue has the same message, and the receive count goes on',
    async () => {
      const [QueueUrl, dead] = [await world.urlOf('once'), await world.urlOf('dead')];
      const sent = await world.send(QueueUrl, 'body', {
        MessageAttributes: { Title: { DataType: 'String', StringValue: 'one' } },
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
      });
      const all = { MessageAttributeNames: ['All'] };
      const [first] = await world.receive(QueueUrl, all);
      expect(await world.receive(QueueUrl)).toEqual([]);
      const [buried] = await world.receive(dead, all);
      expect(buried).toMatchObject({
        MessageId: sent.MessageId,
        Body: 'body',
        MD5OfBody: first!.MD5OfBody,
        MD5OfMessageAttributes: first!.MD5OfMessageAttributes,
        MessageAttributes: { Title: { StringValue: 'one' } },
        Attributes: {
          DeadLetterQueueSourceArn: arnOfQueue('once'),
          ApproximateReceiveCount: '2',
          AWSTraceHeader: 'Root=1-2-3',
          SentTimestamp: first!.Attributes!.SentTimestamp,
        },
      });
      await world.remove(dead, buried!);
    },
  ],
  [
    'test_delete_after_visibility_timeout',
    'the newest handle deletes a message that is visible again',
    async () => {
      const QueueUrl = await world.freshUrl();
      await world.send(QueueUrl, 'body');
      const [message] = await world.receive(QueueUrl, { VisibilityTimeout: 1 });
      await world.stack.clock.sleep(2 * 1000);
      await world.remove(QueueUrl, message!);
      expect(await world.receive(QueueUrl)).toEqual([]);
    },
  ],
  [
    'test_fair_queue_with_message_group_id',
    'a standard queue returns the group of a message',
    async () => {
      const QueueUrl = await world.freshUrl();
      await world.send(QueueUrl, 'body', { MessageGroupId: 'tenant' });
      expect((await world.receive(QueueUrl))[0]!.Attributes).toMatchObject({ MessageGroupId: 'tenant' });
    },
  ],
  [
    'test_receive_message_message_attribute_names_filters',
    'All, .*, a name and prefix.*; the MD5 covers what is returned',
    async () => {
      const QueueUrl = await world.freshUrl();
      const text = (StringValue: string) => ({ DataType: 'String', StringValue });
      const MessageAttributes = { 'a.one': text('1'), 'a.two': text('2'), b: text('3') };
      const { MD5OfMessageAttributes: whole } = await world.send(QueueUrl, 'body', { MessageAttributes });
      const asked = async (...MessageAttributeNames: string[]) => {
        const [message] = await world.receive(QueueUrl, { MessageAttributeNames, VisibilityTimeout: 0 });
        return [Object.keys(message!.MessageAttributes ?? {}), message!.MD5OfMessageAttributes] as const;
      };
      for (const all of ['All', '.*', '*']) expect(await asked(all)).toEqual([['a.one', 'a.two', 'b'], whole]);
      const [names, md5] = await asked('a.*');
      expect(names).toEqual(['a.one', 'a.two']);
      expect(md5).not.toBe(whole);
      expect(await asked('b')).toEqual([['b'], expect.stringMatching(/^[0-9a-f]{32}$/)]);
      expect(await asked()).toEqual([[], undefined]);
    },
  ],
  [
    'test_sqs_move_task.py',
    'without a destination, messages go back to where they came from',
    async () => {
      const [QueueUrl, dead] = [await world.urlOf('once'), await world.urlOf('dead')];
      await world.send(QueueUrl, 'again');
      await world.receive(QueueUrl);
      await world.receive(QueueUrl);
      const SourceArn = arnOfQueue('dead');
      const { TaskHandle } = await world.client.send(
        new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 1 }),
      );
      const list = () => world.client.send(new ListMessageMoveTasksCommand({ SourceArn }));
      const [running] = (await list()).Results!;
      expect(running).toMatchObject({ TaskHandle, Status: 'RUNNING', ApproximateNumberOfMessagesToMove: 1 });
      await world.stack.clock.sleep(12 * 1000);
      const { Results } = await list();
      expect(Results).toEqual([
        {
          Status: 'COMPLETED',
          SourceArn,
          MaxNumberOfMessagesPerSecond: 1,
          ApproximateNumberOfMessagesMoved: 1,
          ApproximateNumberOfMessagesToMove: 1,
          StartedTimestamp: expect.any(Number),
        },
      ]);
      const [message] = await world.receive(QueueUrl);
      expect(message).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '1' } });
      await world.remove(QueueUrl, message!);
      expect(await world.receive(dead)).toEqual([]);
    },
  ],
  [
    'test_sqs_move_task.py',
    'the source has to be a dead-letter queue',
    async () => {
      const call = world.client.send(new StartMessageMoveTaskCommand({ SourceArn: arnOfQueue('once') }));
      expect(await refusal(call)).toEqual([
        'InvalidParameterValue',
        400,
        'Source queue must be configured as a Dead Letter Queue.',
      ]);
    },
  ],
  [
    'test_sqs_move_task.py',
    'one task for a source at a time; a cancelled one ends',
    async () => {
      await world.send(await world.urlOf('dead'), 'no way back');
      const start = () =>
        world.client.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 1 }));
      const SourceArn = arnOfQueue('dead');
      const { TaskHandle } = await start();
      expect(await refusal(start())).toEqual([
        'UnsupportedOperation',
        400,
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      ]);
      await world.client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
      const { Results } = await world.client.send(new ListMessageMoveTasksCommand({ SourceArn }));
      expect(Results![0]).toMatchObject({ Status: 'CANCELLED' });
    },
  ],
];

describe('SQS does what was recorded on AWS', () => {
  it.each(rules)('%s: %s', async (_, __, passes) => {
    await passes();
  });
});

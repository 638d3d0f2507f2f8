import {
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  type PublishBatchRequestEntry,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClock, createFaults, createTopic } from '../../runtime/door.ts';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, developerOf, functionOf, resource, role, StackWorld } from './stack-world.ts';
import { refusal } from './sqs-world.ts';
import { always, start } from './world.ts';

const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const queue = (QueueName: string) => resource('Alerts', 'AWS::SQS::Queue', { QueueName });
const subscription = (Endpoint: unknown, more: object = {}) =>
  resource('Alerts', 'AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint, ...more });
const policy = (...queues: string[]) =>
  resource('Alerts', 'AWS::SQS::QueuePolicy', {
    Queues: queues.map((Ref) => ({ Ref })),
    PolicyDocument: {
      Statement: queues.map((id) => ({
        ...allow('sqs:SendMessage', arnOf(id)),
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
      })),
    },
  });

const resources = {
  Topic: resource('Alerts', 'AWS::SNS::Topic', { TopicName: 'alerts' }),
  Fifo: resource('Alerts', 'AWS::SNS::Topic', { TopicName: 'alerts.fifo', FifoTopic: true }),
  Plain: queue('plain'),
  Raw: queue('raw'),
  Large: queue('large'),
  Closed: queue('closed'),
  Dead: queue('dead'),
  Policy: policy('Plain', 'Raw', 'Large', 'Dead'),
  ToPlain: subscription(arnOf('Plain')),
  ToRaw: subscription(arnOf('Raw'), { RawMessageDelivery: true }),
  ToLarge: subscription(arnOf('Large'), {
    FilterPolicy: { size: [{ numeric: ['>', 10] }], kind: ['outage', { prefix: 'attack' }] },
  }),
  // no policy lets the topic send there
  ToClosed: subscription(arnOf('Closed'), { RedrivePolicy: { deadLetterTargetArn: arnOf('Dead') } }),
  ToPeople: subscription('people@example.com', { Protocol: 'email' }),
};

const world = new StackWorld();
let stack: LocalStack;
let client: SNSClient;
beforeAll(async () => {
  stack = await world.start(resources, '');
  client = new SNSClient(developerOf(stack));
});
afterAll(async () => {
  client.destroy();
  await world.close();
});

const publish = (Message: string, more: Partial<PublishCommandInput> = {}) =>
  client.send(new PublishCommand({ TopicArn, Message, ...more }));
const batch = (...PublishBatchRequestEntries: PublishBatchRequestEntry[]) =>
  client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
const newest = (name: string) => stack.find('queue', name).bodies().at(-1)!;
const attribute = (DataType: string, StringValue: string) => ({ DataType, StringValue });

describe('SNS does what was recorded on AWS', () => {
  it('test_publish_sqs_from_sns: the envelope, without what was not given', async () => {
    const { MessageId } = await publish('message', {
      Subject: 'Outage',
      MessageAttributes: {
        x: attribute('Number', '100.12'),
        b: { DataType: 'Binary', BinaryValue: Buffer.from('hi') },
      },
    });
    expect(JSON.parse(newest('plain'))).toStrictEqual({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'Outage',
      Message: 'message',
      Timestamp: expect.any(String),
      SignatureVersion: '1',
      Signature: expect.any(String),
      SigningCertURL: expect.any(String),
      UnsubscribeURL: expect.any(String),
      MessageAttributes: { x: { Type: 'Number', Value: '100.12' }, b: { Type: 'Binary', Value: 'aGk=' } },
    });
    await publish('message');
    expect(Object.keys(JSON.parse(newest('plain')) as object)).not.toContain('Subject');
    expect(Object.keys(JSON.parse(newest('plain')) as object)).not.toContain('MessageAttributes');
  });

  it('test_attribute_raw_subscribe: raw, the message is the body, and attributes are those of SQS', async () => {
    stack.find('queue', 'raw').purge();
    await publish('raw message', { MessageAttributes: { x: attribute('String', 'one') } });
    const [message] = stack.find('queue', 'raw').receive(1);
    expect(message).toMatchObject({
      body: 'raw message',
      attributes: { x: { DataType: 'String', StringValue: 'one' } },
    });
  });

  it('test_publish_message_group_id: the group reaches a standard queue', async () => {
    stack.find('queue', 'raw').purge();
    await publish('grouped', { MessageGroupId: 'tenant' });
    expect(stack.find('queue', 'raw').receive(1)).toMatchObject([{ groupId: 'tenant' }]);
  });

  it('test_publish_batch_messages_from_sns_to_sqs: an id each, and Failed is there when empty', async () => {
    const { Successful, Failed } = await batch({ Id: 'a', Message: 'one' }, { Id: 'b', Message: 'two' });
    expect(Successful).toEqual([
      { Id: 'a', MessageId: expect.any(String) },
      { Id: 'b', MessageId: expect.any(String) },
    ]);
    expect(Failed).toEqual([]);
  });

  it('test_redrive_policy_sqs_queue_subscription: what the queue refuses is in the dead-letter queue', async () => {
    await publish('refused');
    expect(stack.find('queue', 'closed').bodies()).toEqual([]);
    expect(JSON.parse(newest('dead'))).toMatchObject({ Message: 'refused' });
  });

  it.each([
    ['an unknown topic', { TopicArn: `${TopicArn}2` }, ['NotFoundException', 404, 'Topic does not exist']],
    ['no message', { Message: '' }, ['InvalidParameterException', 400, 'Invalid parameter: Empty message']],
    [
      'more than 256 KiB',
      { Message: 'x'.repeat(256 * 1024 + 1) },
      ['InvalidParameterException', 400, 'Invalid parameter: Message too long'],
    ],
    ['an empty subject', { Subject: '' }, ['InvalidParameterException', 400, 'Invalid parameter: Subject']],
    ['a subject of two lines', { Subject: 'a\nb' }, ['InvalidParameterException', 400, 'Invalid parameter: Subject']],
    [
      'no ARN',
      { TopicArn: 'alerts' },
      [
        'InvalidParameterException',
        400,
        'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
      ],
    ],
    [
      'a structure without default',
      { MessageStructure: 'json', Message: '{}' },
      [
        'InvalidParameterException',
        400,
        'Invalid parameter: Message Structure - No default entry in JSON message body',
      ],
    ],
    [
      'a structure that is no JSON',
      { MessageStructure: 'json', Message: 'text' },
      ['InvalidParameterException', 400, 'Invalid parameter: Message Structure - JSON message body failed to parse'],
    ],
    [
      'an attribute of another type',
      { MessageAttributes: { x: attribute('Text', 'one') } },
      [
        // the shape of the code ParameterValueInvalid
        'InvalidParameterValueException',
        400,
        "The message attribute 'x' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
      ],
    ],
  ])('test_sns.py: refuses %s', async (_, more, expected) => {
    expect(await refusal(publish('message', more))).toEqual(expected);
  });

  it.each([
    ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, at) => ({ Id: String(at), Message: 'x' }))],
    ['BatchEntryIdsNotDistinct', ['a', 'a'].map((Id) => ({ Id, Message: 'x' }))],
    ['InvalidBatchEntryId', [{ Id: 'a:b', Message: 'x' }]],
    ['BatchRequestTooLong', ['a', 'b'].map((Id) => ({ Id, Message: 'x'.repeat(140_000) }))],
  ])('test_sns.py: refuses a batch with %s', async (name, entries) => {
    const [refused] = (await refusal(batch(...entries)))!;
    expect(String(refused).replace(/Exception$/, '')).toBe(name);
  });

  it('test_sns_filter_policy.py: a policy goes by attributes, of at most five keys', async () => {
    const about = (size: string, kind: string) => ({
      MessageAttributes: { size: attribute('Number', size), kind: attribute('String', kind) },
    });
    await publish('small', about('5', 'outage'));
    await publish('other', about('11', 'blip'));
    await publish('large', about('11', 'attack-ssh'));
    const texts = stack
      .find('queue', 'large')
      .bodies()
      .map((body) => (JSON.parse(body) as { Message: string }).Message);
    expect(texts).toEqual(['large']);
    const six = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`k${at}`, ['v']]));
    const other = new StackWorld();
    await expect(
      other.start({ ...resources, Six: subscription(arnOf('Raw'), { FilterPolicy: six }) }, ''),
    ).rejects.toThrow('Filter policy can not have more than 5 keys');
    await other.close();
  });

  it('test_subscribe_sqs_queue_url: refuses an address that is no ARN', async () => {
    const other = new StackWorld();
    await expect(other.start({ ...resources, Url: subscription({ Ref: 'Raw' }) }, '')).rejects.toThrow(
      'Invalid parameter: SQS endpoint ARN',
    );
    await other.close();
  });

  it('test_message_to_fifo_sqs and other rules of FIFO topics are not applicable: they take no messages', async () => {
    expect((await refusal(publish('message', { TopicArn: `${TopicArn}.fifo` })))?.[2]).toMatch(
      /Publish to a FIFO topic is not modelled/,
    );
  });

  it('test_subscribe_attributes and test_subscribe_idempotency are not applicable: the stack subscribes', async () => {
    const call = client.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@example.com' }));
    expect((await refusal(call))?.[2]).toMatch(/SNS Subscribe is not modelled/);
  });
});

describe('SNS does what its guide says', () => {
  it('keeps e-mails in an outbox, each with the text for its protocol', async () => {
    const Message = JSON.stringify({ default: 'for all', email: 'for people' });
    const { MessageId } = await publish(Message, { MessageStructure: 'json', Subject: 'Outage' });
    expect(stack.find('topic', 'alerts').outbox().at(-1)).toEqual({
      to: 'people@example.com',
      topicArn: TopicArn,
      messageId: MessageId,
      subject: 'Outage',
      text: 'for people',
      at: expect.any(Number),
    });
    expect(JSON.parse(newest('plain'))).toMatchObject({ Message: 'for all' });
  });

  it('reports its metrics', () => {
    const names = world
      .metrics()
      .filter(({ namespace }) => namespace === 'AWS/SNS')
      .map(({ name }) => name);
    expect(names.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'NumberOfMessagesPublished',
      'NumberOfNotificationsDelivered',
      'NumberOfNotificationsFailed',
      'NumberOfNotificationsFilteredOut',
      'PublishSize',
    ]);
  });

  it('fails to take a message where a fault strikes; the next try succeeds', async () => {
    const clock = createClock(start);
    const faults = createFaults({ seed: 1, clock, rules: always({ 'topic.publish-failed': 1 }), outages: [] });
    const topic = createTopic({ arn: TopicArn, mailTo: ['a@example.com'], clock, faults });
    const message = { message: 'text' };
    await expect(clock.run(topic.publish(message))).rejects.toMatchObject({ name: 'InternalError' });
    expect(topic.outbox()).toEqual([]);
    await clock.run(topic.publish(message));
    expect(topic.outbox()).toMatchObject([{ to: 'a@example.com', text: 'text', subject: 'AWS Notification Message' }]);
  });
});

const publisher = `
import { createRequire } from 'node:module';
const { PublishCommand, SNSClient } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-sns');
const client = new SNSClient({ maxAttempts: 1 });
export const handler = ({ Message }) => client.send(new PublishCommand({ TopicArn: ${JSON.stringify(TopicArn)}, Message }));`;

describe('a function that publishes', () => {
  const stackOf = (...statements: object[]) => ({
    ...resources,
    Role: role('Detector', ...statements),
    Function: functionOf('Detector', 'Role'),
  });

  it('may do what its role allows; e-mails survive a restart', async () => {
    const own = new StackWorld();
    const allowed = stackOf(allow('sns:Publish', { Ref: 'Topic' }));
    const first = await own.start(allowed, publisher);
    await first.find('function').invoke({ Message: 'attack' });
    expect(first.flowing('Detector', 'Alerts')).toBe(1);
    await own.stop(first, { keep: true });
    const second = await own.start(allowed, publisher, { resume: true });
    expect(second.find('topic', 'alerts').outbox()).toMatchObject([{ text: 'attack' }]);
    await own.close();
  });

  it('is refused without the permission', async () => {
    const own = new StackWorld();
    const other = await own.start(stackOf(), publisher, { refused: () => undefined });
    await expect(other.find('function').invoke({ Message: 'attack' })).rejects.toThrow(
      /is not authorized to perform: sns:Publish/,
    );
    expect(other.refused()).toMatchObject([{ component: 'Detector', action: 'sns:Publish', resource: TopicArn }]);
    await own.close();
  });
});

import {
  GetBucketNotificationConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
  type NotificationConfiguration,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExistingBucket, LocalStack } from '../../runtime/contracts/local-stack.ts';
import { readXml } from '../../runtime/gateway/protocols/xml-document.ts';
import { arnOf, developerOf, resource, StackWorld } from './stack-world.ts';

const Bucket = 'company-logs';
const owner = '999988887777';
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:incoming';
const topicArn = `arn:aws:sns:eu-west-1:${owner}:people`;

/** A stack with a queue that S3 may send to for the bucket, which somebody else has. */
const resources = (account: string) => ({
  Queue: resource('Raw', 'AWS::SQS::Queue', { QueueName: 'incoming' }),
  Other: resource('Other', 'AWS::SQS::Queue', { QueueName: 'other' }),
  Policy: resource('Raw', 'AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: 'Queue' }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arnOf('Queue'),
          Condition: {
            ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${Bucket}` },
            StringEquals: { 'aws:SourceAccount': account },
          },
        },
      ],
    },
  }),
});
const existing: ExistingBucket = {
  name: Bucket,
  component: 'Raw',
  owner,
  notifications: {
    entries: [{ kind: 'Topic', id: 'people', arn: topicArn, events: ['s3:ObjectRemoved:*'], rules: [] }],
    eventBridge: true,
  },
};
const others: NotificationConfiguration = {
  TopicConfigurations: [{ Id: 'people', TopicArn: topicArn, Events: ['s3:ObjectRemoved:*'] }],
  EventBridgeConfiguration: {},
};
const logs = (more: object = {}) => ({
  Id: 'logs',
  QueueArn: queueArn,
  Events: ['s3:ObjectCreated:*' as const],
  Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'AWSLogs/' }] } },
  ...more,
});

describe('a bucket outside of the stack', () => {
  let world: StackWorld;
  beforeEach(() => {
    world = new StackWorld();
  });
  afterEach(() => world.close());

  async function started(account = owner) {
    const stack = await world.start(resources(account), '', { existingBuckets: () => [existing] });
    const s3 = new S3Client({ ...developerOf(stack), maxAttempts: 1 });
    const set = async (NotificationConfiguration: NotificationConfiguration, more: object = {}) => {
      await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration, ...more }));
    };
    const get = async (): Promise<NotificationConfiguration> => {
      const { $metadata: _, ...all } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
      return all;
    };
    return { stack, s3, set, get };
  }
  const bodies = async (stack: LocalStack): Promise<any[]> => {
    await stack.settled();
    return stack
      .find('queue', queueArn)
      .bodies()
      .map((body) => JSON.parse(body));
  };
  const refusal = async (set: Promise<void>) => (await set.catch((error: unknown) => error)) as S3ServiceException;

  it('has the notifications that its owner has given it', async () => {
    const { get } = await started();
    expect(await get()).toEqual(others);
  });

  it('tells a queue of the stack what the queue was added for: first that it is one, then of objects below the prefix', async () => {
    const { stack, s3, set, get } = await started();
    await set({ ...others, QueueConfigurations: [logs()] });
    expect(await get()).toEqual({
      ...others,
      // recorded on AWS: names of rules come back with a capital letter
      QueueConfigurations: [logs({ Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'AWSLogs/' }] } } })],
    });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/a b', Body: 'x' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'reports/a', Body: 'x' }));
    const [test, { Records }] = await bodies(stack);
    expect(test).toMatchObject({ Event: 's3:TestEvent', Bucket });
    expect(Records).toMatchObject([
      { s3: { configurationId: 'logs', bucket: { name: Bucket }, object: { key: 'AWSLogs/a+b' } } },
    ]);
    expect(Records[0].s3.object).not.toHaveProperty('versionId');
    expect(await bodies(stack)).toHaveLength(2);
  });

  it('tells nobody any more once all is taken out', async () => {
    const { stack, s3, set, get } = await started();
    await set({ QueueConfigurations: [logs()] });
    await set({});
    await s3.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/a', Body: 'x' }));
    expect(await get()).toEqual({});
    expect((await bodies(stack)).filter(({ Records }) => Records)).toEqual([]);
  });

  it.each([
    ['the same prefix', logs({ Id: 'again' })],
    ['the whole bucket', logs({ Id: 'again', Filter: undefined })],
    ['a part of it, for Put alone', logs({ Id: 'again', Events: ['s3:ObjectCreated:Put'] })],
  ])('refuses two entries of an event for %s, whatever their destinations are', async (_what, entry) => {
    const { set } = await started();
    const error = await refusal(set({ QueueConfigurations: [logs(), entry] }));
    expect([error.name, error.message]).toEqual(['InvalidArgument', expect.stringContaining('Configurations overlap')]);
    const { QueueArn: _, ...rest } = entry;
    const topic = await refusal(
      set({ QueueConfigurations: [logs()], TopicConfigurations: [{ ...rest, TopicArn: topicArn }] }),
    );
    expect(topic.message).toContain('Configurations overlap');
  });

  it('takes suffixes that differ', async () => {
    const { set, get } = await started();
    const ending = (Id: string, Value: string) =>
      logs({ Id, Filter: { Key: { FilterRules: [{ Name: 'suffix', Value }] } } });
    await set({ QueueConfigurations: [ending('one', '.gz'), ending('two', '.json')] });
    expect((await get()).QueueConfigurations).toHaveLength(2);
  });

  it.each<[string, NotificationConfiguration, string]>([
    ['a queue that is not there', { QueueConfigurations: [logs({ QueueArn: `${queueArn}-2` })] }, 'Unable to validate'],
    [
      'a queue whose policy does not let it',
      { QueueConfigurations: [logs({ QueueArn: queueArn.replace('incoming', 'other') })] },
      'Unable to validate',
    ],
    [
      'a topic that is not there',
      { TopicConfigurations: [{ TopicArn: `${topicArn}-2`, Events: ['s3:ObjectRemoved:*'] }] },
      'Unable to validate',
    ],
    ['an ARN that is none', { QueueConfigurations: [logs({ QueueArn: 'queue' })] }, 'The ARN could not be parsed'],
    [
      'another rule',
      { QueueConfigurations: [logs({ Filter: { Key: { FilterRules: [{ Name: 'size' as 'prefix', Value: '1' }] } } })] },
      'filter rule name must be either prefix or suffix',
    ],
    ['two entries of a name', { ...others, QueueConfigurations: [logs({ Id: 'people' })] }, 'Same ID'],
  ])('refuses %s, and stays as it was', async (_what, notifications, message) => {
    const { set, get } = await started();
    const error = await refusal(set(notifications));
    expect([error.name, error.message]).toEqual(['InvalidArgument', expect.stringContaining(message)]);
    expect(await get()).toEqual(others);
  });

  it('sends for the account that owns the bucket, as the policy of the queue has to say', async () => {
    const { set } = await started('111122223333');
    const error = await refusal(set({ QueueConfigurations: [logs()] }));
    expect(error.message).toContain('Unable to validate');
  });

  it('answers who expects its owner, and nobody else', async () => {
    const { set } = await started();
    await set({ QueueConfigurations: [logs()] }, { ExpectedBucketOwner: owner });
    expect(await refusal(set({}, { ExpectedBucketOwner: '111122223333' }))).toMatchObject({ name: 'AccessDenied' });
  });

  it('tries no destination where it is told so', async () => {
    const { stack, set, get } = await started();
    await set({ QueueConfigurations: [logs({ QueueArn: `${queueArn}-2` })] }, { SkipDestinationValidation: true });
    expect((await get()).QueueConfigurations).toHaveLength(1);
    expect(await bodies(stack)).toEqual([]);
  });

  it('is as it was set after a restart', async () => {
    const { stack, s3, set, get } = await started();
    await set({ ...others, QueueConfigurations: [logs()] });
    const before = await get();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'old', Body: 'x' }));
    await world.stop(stack, { keep: true });
    const again = await world.start(resources(owner), '', { existingBuckets: () => [existing], resume: true });
    const client = new S3Client({ ...developerOf(again), maxAttempts: 1 });
    const { $metadata: _, ...after } = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(after).toEqual(before);
    await client.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/new', Body: 'x' }));
    expect((await bodies(again)).flatMap(({ Records = [] }) => Records)).toHaveLength(1);
  });

  it('gives an object under the tag that was asked for, and no other', async () => {
    const { s3 } = await started();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    for (const IfMatch of [ETag!, ETag!.replaceAll('"', '')])
      expect(await (await s3.send(new GetObjectCommand({ Bucket, Key: 'a', IfMatch }))).Body!.transformToString()).toBe(
        'x',
      );
    const get = s3.send(new GetObjectCommand({ Bucket, Key: 'a', IfMatch: '"other"' }));
    await expect(get).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });
});

describe('XML', () => {
  it('is read as it is meant', () => {
    expect(readXml('<?xml version="1.0"?>\n<a xmlns="x">\n <b>1 &lt; 2 &#x26; 3</b><c/><b></b></a>')).toEqual({
      name: 'a',
      text: '',
      children: [
        { name: 'b', text: '1 < 2 & 3', children: [] },
        { name: 'c', text: '', children: [] },
        { name: 'b', text: '', children: [] },
      ],
    });
  });

  it.each(['', 'a', '<a>', '</a>', '<a></b>', '<a><b></a></b>', '<a/><b/>', '<a>1 < 2</a>'])('%j is none', (text) => {
    expect(() => readXml(text)).toThrow('well-formed');
  });
});

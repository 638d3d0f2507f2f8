import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, developerOf, resource, role, StackWorld } from './stack-world.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:incoming';

const policy = (source: string) =>
  resource('Incoming', 'AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: 'Queue' }],
    PolicyDocument: {
      Statement: {
        ...allow('sqs:SendMessage', arnOf('Queue')),
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': source }, StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    },
  });

/** As the CDK makes it of `addEventNotification`: its handler is a function in Python that never runs here. */
const custom = (BucketName: string, more: object = {}) => ({
  Queue: resource('Incoming', 'AWS::SQS::Queue', { QueueName: 'incoming' }),
  Policy: policy(`arn:aws:s3:::${BucketName}`),
  HandlerRole: role('Handler', allow(['s3:PutBucketNotification', 's3:GetBucketNotification'], '*')),
  Handler: resource('Handler', 'AWS::Lambda::Function', {
    Handler: 'index.handler',
    Runtime: 'python3.13',
    Code: { ZipFile: 'import boto3' },
    Role: arnOf('HandlerRole'),
  }),
  Notifications: resource('Logs', 'Custom::S3BucketNotifications', {
    ServiceToken: arnOf('Handler'),
    BucketName,
    NotificationConfiguration: {
      QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: arnOf('Queue') }],
    },
    Managed: true,
    SkipDestinationValidation: false,
    ...more,
  }),
});
const bucket = (properties: object = {}) => resource('Logs', 'AWS::S3::Bucket', { BucketName: 'logs', ...properties });

describe('a stack with notifications', () => {
  let world: StackWorld;
  beforeEach(() => {
    world = new StackWorld();
  });
  afterEach(() => world.close());

  const bodies = async (stack: LocalStack) => {
    await stack.settled();
    return stack
      .find('queue')
      .bodies()
      .map((body) => JSON.parse(body));
  };
  const keys = async (stack: LocalStack) =>
    (await bodies(stack)).flatMap(
      ({ Records }) => Records?.map(({ s3 }: never) => (s3 as { object: { key: string } }).object.key) ?? [],
    );

  it.each([
    ['the custom resource of the CDK', { Bucket: bucket(), ...custom('logs') }],
    [
      'the property of the bucket',
      {
        Queue: resource('Incoming', 'AWS::SQS::Queue', { QueueName: 'incoming' }),
        Policy: policy('arn:aws:s3:::logs'),
        Bucket: bucket({
          NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arnOf('Queue') }] },
        }),
      },
    ],
    ['the custom resource for a bucket of others', custom('logs', { Managed: false })],
  ])('takes them from %s', async (_, resources) => {
    const stack = await world.start(resources, '');
    const [test] = await bodies(stack);
    expect(test).toEqual({
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: expect.any(String),
      Bucket: 'logs',
      RequestId: expect.any(String),
      HostId: expect.any(String),
    });
    const client = new S3Client({ ...developerOf(stack), forcePathStyle: true });
    await client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'a b.log', Body: 'x' }));
    client.destroy();
    expect(await keys(stack)).toEqual(['a+b.log']);
    expect(stack.flowing('Logs', 'Incoming')).toBe(2);
    expect(stack.notModelled).toEqual([]);
    expect(stack.unused().map(({ action }) => action)).not.toContain('s3:PutBucketNotification');
  });

  it('sends after a kill what was stored before it, and the test event once', async () => {
    const resources = { Bucket: bucket(), ...custom('logs') };
    const first = await world.start(resources, '', { speed: 1 });
    first.find('bucket', 'logs').write('a', 'x');
    await world.stop(first, { keep: true });
    const second = await world.start(resources, '', { resume: true, speed: 1 });
    second.find('bucket', 'logs').write('b', 'x');
    expect(await keys(second)).toEqual(['a', 'b']);
    const all = await bodies(second);
    expect(all.filter(({ Event }) => Event === 's3:TestEvent')).toHaveLength(1);
    const sequencers = all.flatMap(({ Records }) => Records?.[0].s3.object.sequencer ?? []);
    expect(new Set(sequencers).size).toBe(2);
  });

  it.each([
    [
      'a queue policy for another bucket',
      { Policy: policy('arn:aws:s3:::other') },
      /do not allow S3 to publish notifications from this bucket: the condition ArnLike aws:SourceArn/,
    ],
    ['a queue without a policy', { Policy: resource('Incoming', 'AWS::CDK::Metadata') }, /do not allow S3 to publish/],
    [
      'a queue that does not exist',
      { Queue: resource('Incoming', 'AWS::SQS::Queue', { QueueName: 'other' }) },
      undefined,
    ],
    ['a role that may not configure it', { HandlerRole: role('Handler') }, /does not allow s3:PutBucketNotification/],
  ])('refuses %s', async (_, more, message) => {
    const broken = { Bucket: bucket(), ...custom('logs'), ...more };
    if (message === undefined)
      broken.Notifications.Properties = {
        ...broken.Notifications.Properties,
        NotificationConfiguration: { QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: queueArn }] },
      };
    await expect(world.start(broken as never, '')).rejects.toThrow(message ?? /The destination queue does not exist/);
  });

  it('gives the version that an event names', async () => {
    const stack = await world.start({ Bucket: bucket({ VersioningConfiguration: { Status: 'Enabled' } }) }, '');
    const client = new S3Client({ ...developerOf(stack), forcePathStyle: true });
    const put = (Body: string) => client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'a', Body }));
    const { VersionId } = await put('first');
    await put('second');
    const get = async (more: object) =>
      (await client.send(new GetObjectCommand({ Bucket: 'logs', Key: 'a', ...more }))).Body!.transformToString();
    expect([await get({ VersionId }), await get({})]).toEqual(['first', 'second']);
    await client.send(new DeleteObjectCommand({ Bucket: 'logs', Key: 'a' }));
    expect(await get({ VersionId })).toBe('first');
    await expect(get({ VersionId: 'other' })).rejects.toThrow('The specified version does not exist');
    await expect(get({})).rejects.toThrow('The specified key does not exist');
    client.destroy();
  });

  it('loses a notification that the queue refuses, and says so', async () => {
    const stack = await world.start(
      {
        Bucket: bucket(),
        ...custom('logs', { SkipDestinationValidation: true }),
        Policy: policy('arn:aws:s3:::other'),
      },
      '',
    );
    stack.find('bucket').write('a', 'x');
    await stack.settled();
    expect(stack.find('queue').bodies()).toEqual([]);
    expect(stack.errors().join('\n')).toMatch(/A notification is lost: S3 could not send it to .*:incoming/);
  });
});

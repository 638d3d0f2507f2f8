import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const pipeline = (mapping: object = {}, actions = 'sqs:*') => ({
  Dead: resource('Incoming', 'AWS::SQS::Queue', { QueueName: 'dead' }),
  Queue: resource('Incoming', 'AWS::SQS::Queue', {
    QueueName: 'events',
    VisibilityTimeout: 60,
    RedrivePolicy: { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 2 },
  }),
  Bucket: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Role: role(
    'Writer',
    allow([actions], arnOf('Queue')),
    allow(['s3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::store', 'arn:aws:s3:::store/*']),
  ),
  Function: functionOf('Writer', 'Role', { Timeout: 30 }),
  Mapping: resource('Writer', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('Queue'),
    FunctionName: { Ref: 'Function' },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...mapping,
  }),
});

const writer = `
import { createRequire } from 'node:module';
const { PutObjectCommand, S3Client } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
const objects = new S3Client({ forcePathStyle: true });
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body } of Records)
    if (body === 'broken') batchItemFailures.push({ itemIdentifier: messageId });
    else await objects.send(new PutObjectCommand({ Bucket: 'store', Key: body, Body: body }));
  return { batchItemFailures };
};`;

const send = (stack: LocalStack, ...bodies: string[]) => {
  for (const body of bodies) stack.find('queue', 'events').send({ body, senderId: 'test' });
};
const stored = (stack: LocalStack) =>
  stack
    .find('bucket')
    .contents('')
    .map(({ key }) => key);

it('runs a function for the messages of a queue; what it cannot process is in the dead-letter queue', async () => {
  const stack = await world.start(pipeline(), writer);
  send(stack, 'a', 'broken', 'b');
  await stack.settled();
  expect(stored(stack)).toEqual(['a', 'b']);
  expect(stack.find('queue', 'dead').bodies()).toEqual(['broken']);
  expect(stack.waiting()).toBe(0);
  expect(stack.passed('Incoming').parked).toBe(1);
  expect(stack.flowing('Incoming', 'Writer')).toBe(2);
});

it('reports the metrics of queues, and what they hold every minute', async () => {
  const stack = await world.start(pipeline(), writer, { speed: 60 });
  send(stack, 'a', 'broken');
  await stack.settled();
  await stack.clock.sleep(70_000);
  const sum = (QueueName: string, name: string) => {
    const series = world.metrics().find((each) => each.name === name && each.dimensions['QueueName'] === QueueName);
    return series?.minutes.reduce((all, minute) => all + minute.sum, 0);
  };
  expect(sum('events', 'NumberOfMessagesSent')).toBe(2);
  expect(sum('events', 'NumberOfMessagesReceived')).toBe(3);
  expect(sum('events', 'NumberOfMessagesDeleted')).toBe(1);
  // a message that SQS moves is not sent
  expect(sum('dead', 'NumberOfMessagesSent')).toBeUndefined();
  expect(sum('dead', 'ApproximateNumberOfMessagesVisible')).toBeGreaterThanOrEqual(1);
  expect(sum('dead', 'ApproximateAgeOfOldestMessage')).toBeGreaterThan(0);
});

it('takes up after a kill what queues had, with how often it was received', async () => {
  const off = pipeline({ Enabled: false });
  const first = await world.start(off, writer);
  send(first, 'left/a', 'gone', 'broken');
  const [, gone] = first.find('queue', 'events').receive(3, 1000);
  first.find('queue', 'events').delete(gone!.receiptHandle);
  await world.stop(first, { keep: true });
  const second = await world.start(pipeline(), writer, { resume: true });
  await second.settled();
  expect(stored(second)).toEqual(['left/a']);
  const [dead] = second.find('queue', 'dead').receive(1);
  // once before the kill, once after it, and now
  expect(dead).toMatchObject({ body: 'broken', receiveCount: 3 });
});

it.each([
  [
    'a permission',
    pipeline({}, 'sqs:ReceiveMessage'),
    /does not allow sqs:DeleteMessage on .*, sqs:GetQueueAttributes/,
  ],
  [
    'the queue (recorded: test_esm_with_not_existing_sqs_queue)',
    pipeline({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:other' }),
    /Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist./,
  ],
])('refuses a mapping that lacks %s', async (_, resources, message) => {
  await expect(world.start(resources, writer)).rejects.toThrow(message);
});

it('refuses a second mapping of the same queue and function (recorded: test_duplicate_event_source_mappings)', async () => {
  const { Mapping, ...others } = pipeline();
  await expect(world.start({ ...others, Mapping, Again: Mapping }, writer)).rejects.toThrow(
    'An event source mapping with SQS arn (" arn:aws:sqs:eu-west-1:111122223333:events ") and function (" shop-writer ") already exists. Please',
  );
});

it('never runs more of a function at a time than its reserved concurrency', async () => {
  const slow = `export const handler = () => new Promise((resolve) => setTimeout(resolve, 2000));`;
  const resources = pipeline({ BatchSize: 1 });
  const reserved = functionOf('Writer', 'Role', { Timeout: 30, ReservedConcurrentExecutions: 2 });
  const stack = await world.start({ ...resources, Function: reserved }, slow);
  send(stack, ...Array.from({ length: 12 }, (_, at) => String(at)));
  let [most, settled] = [0, false];
  const end = stack.settled().then(() => (settled = true));
  while (!settled) {
    most = Math.max(most, stack.processIds().length);
    await stack.clock.sleep(100);
  }
  await end;
  expect(most).toBe(2);
  const throttles = world.metrics().find(({ name }) => name === 'Throttles');
  expect(throttles!.minutes.reduce((sum, minute) => sum + minute.sum, 0)).toBeGreaterThan(0);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import type { ExistingKafka, LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

const cluster: ExistingKafka = {
  bootstrapServers: ['kafka-1.example.com:9096', 'kafka-2.example.com:9096'],
  component: 'Kafka',
  topics: [{ name: 'clicks', partitions: 2 }],
};

const onNetwork = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
];
const reads = allow('secretsmanager:GetSecretValue', { Ref: 'Secret' });
const decrypts = allow('kms:Decrypt', arnOf('Key'));
const joins = allow(onNetwork, '*');
const writes = allow(['s3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::store', 'arn:aws:s3:::store/*']);

/** Brokers outside of the stack, and a function that writes an object for each event: its key is the first value. */
const bridge = (mapping: object = {}, statements: object[] = [reads, decrypts, joins, writes]) => ({
  Key: resource('Secrets', 'AWS::KMS::Key'),
  Secret: resource('Secrets', 'AWS::SecretsManager::Secret', {
    Name: 'brokers',
    SecretString: '{}',
    KmsKeyId: arnOf('Key'),
  }),
  Store: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Failures: resource('Failures', 'AWS::SQS::Queue', { QueueName: 'failures' }),
  Role: role('Bridge', ...statements),
  Function: functionOf('Bridge', 'Role'),
  Mapping: resource('Bridge', 'AWS::Lambda::EventSourceMapping', {
    SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: cluster.bootstrapServers } },
    SourceAccessConfigurations: [
      { Type: 'SASL_SCRAM_512_AUTH', URI: { Ref: 'Secret' } },
      { Type: 'VPC_SUBNET', URI: 'subnet:subnet-1' },
      { Type: 'VPC_SECURITY_GROUP', URI: 'security_group:sg-1' },
    ],
    Topics: ['clicks'],
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 0,
    ProvisionedPollerConfig: { MinimumPollers: 1 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...mapping,
  }),
});

/** Throws where a value is "broken". */
const handler = `
import { createRequire } from 'node:module';
const { PutObjectCommand, S3Client } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
const objects = new S3Client({ forcePathStyle: true });
export const handler = async ({ records }) => {
  const all = Object.values(records).flat();
  const textOf = ({ value }) => value ? Buffer.from(value, 'base64').toString() : 'tombstone';
  if (all.some((record) => textOf(record) === 'broken')) throw new Error('broken');
  for (const record of all)
    await objects.send(new PutObjectCommand({ Bucket: 'store', Key: textOf(record), Body: JSON.stringify(record) }));
};`;

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const start = (resources: ReturnType<typeof bridge>, options: Partial<LocalStackOptions> = {}): Promise<LocalStack> =>
  world.start(resources, handler, { existingKafka: () => [cluster], ...options });

const keysIn = (stack: LocalStack): string[] =>
  stack
    .find('bucket', 'store')
    .contents('')
    .map(({ key }) => key);

const sumOf = (stack: LocalStack, name: string): number | undefined =>
  stack
    .metrics()
    .find((series) => series.namespace === 'AWS/Lambda' && series.name === name)
    ?.minutes.reduce((sum, minute) => sum + minute.sum, 0);

it('takes records from a producer of the run to the function, and counts them', async () => {
  const stack = await start(bridge({ MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] } }));
  const topic = stack.find('kafkaTopic');
  topic.append({ key: 'k', value: 'a', headers: [['source', 'web']] });
  topic.append({ key: 'k', value: null });
  expect(stack.waiting()).toBe(2);
  await stack.settled();
  expect(keysIn(stack)).toEqual(['a', 'tombstone']);
  expect(stack.flowing('Kafka', 'Bridge')).toBe(2);
  expect(stack.standIns.filter((text) => text.startsWith('Kafka'))).toHaveLength(1);
  expect([
    sumOf(stack, 'PolledEventCount'),
    sumOf(stack, 'InvokedEventCount'),
    sumOf(stack, 'FailedInvokeEventCount'),
  ]).toEqual([2, 2, 0]);
  const lags = () =>
    ['OffsetLag', 'MaxOffsetLag', 'SumOffsetLag'].map(
      (wanted) =>
        stack
          .metrics()
          .find(({ name }) => name === wanted)
          ?.minutes.map(({ max }) => max) ?? [],
    );
  // at once, and in every minute
  while (lags().some((lag) => lag.at(-1) !== 0)) await stack.clock.sleep(1000);
  expect(lags().map(([first]) => first)).toEqual([2, 2, 2]);
});

it('says of OffsetLag how many records the consumer group has not processed, and nothing while the brokers are away', async () => {
  const stack = await start(bridge());
  const minutes = () => stack.metrics().find(({ name }) => name === 'OffsetLag')?.minutes ?? [];
  stack.setFault('mapping.disabled', true);
  for (const value of ['a', 'b', 'c']) stack.find('kafkaTopic').append({ value });
  while (minutes().at(-1)?.max !== 3) await stack.clock.sleep(1000);
  stack.setFault('kafka.broker-away', true);
  await stack.clock.sleep(61_000);
  const before = minutes().length;
  await stack.clock.sleep(180_000);
  expect(minutes()).toHaveLength(before);
  stack.setFault('kafka.broker-away', false);
  stack.setFault('mapping.disabled', false);
  await stack.settled();
  expect(keysIn(stack)).toEqual(['a', 'b', 'c']);
});

it('takes records from a Kafka client on this machine, where the description of the cluster has a port', async () => {
  const stack = await start(bridge(), { existingKafka: () => [{ ...cluster, port: 0 }] });
  const { address } = stack.find('kafkaTopic', 'clicks');
  const producer = new Kafka({ brokers: [address!], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({ topic: 'clicks', messages: [{ key: 'k', value: 'a' }] });
  await producer.disconnect();
  await stack.settled();
  expect(keysIn(stack)).toEqual(['a']);
});

it('has its faults where the brokers stand', async () => {
  const stack = await start(bridge());
  const own = stack.faultPoints.filter(({ point }) => point.startsWith('kafka.'));
  expect(own.length).toBeGreaterThan(5);
  expect(new Set(own.flatMap(({ nodes }) => nodes))).toEqual(new Set(['Kafka']));
});

it('goes on where the consumer group stands, with the same log, when a run is resumed', async () => {
  const stack = await start(bridge());
  const topic = stack.find('kafkaTopic', 'clicks');
  topic.append({
    key: 'k',
    value: 'a',
    headers: [
      ['h', 'ë'],
      ['n', null],
    ],
    timestamp: 1_700_000_000_000,
    partition: 0,
  });
  topic.append({ value: null, partition: 1 });
  await stack.settled();
  const before = topic.records();
  expect(before).toHaveLength(2);
  await world.stop(stack, { keep: true });

  const resumed = await start(bridge(), { resume: true });
  const again = resumed.find('kafkaTopic');
  expect(again.records().map((record) => ({ ...record }))).toEqual(before.map((record) => ({ ...record })));
  expect(resumed.waiting()).toBe(0);
  expect(again.append({ value: 'c', partition: 0 }).offset).toBe(1);
  await resumed.settled();
  expect(resumed.flowing('Kafka', 'Bridge')).toBe(1);
});

describe('what is given up', () => {
  it('goes to a bucket, with the event', async () => {
    const destination = { DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::store' } } };
    const stack = await start(bridge({ ...destination, MaximumRetryAttempts: 0 }));
    stack.find('kafkaTopic').append({ value: 'broken' });
    await stack.settled();
    const [object] = stack.find('bucket', 'store').contents('aws/lambda/');
    expect(JSON.parse(Buffer.from(object!.body).toString())).toMatchObject({
      KafkaBatchInfo: { batchSize: 1, recordsInfo: { 'clicks-0': { firstRecordOffset: '0' } } },
      payload: expect.stringContaining('"SelfManagedKafka"'),
    });
    expect(stack.passed('Bridge')).toMatchObject({ parked: 1 });
  });

  it('goes to a queue, without the event', async () => {
    const destination = {
      DestinationConfig: { OnFailure: { Destination: arnOf('Failures') } },
      MaximumRetryAttempts: 0,
    };
    const sends = allow('sqs:SendMessage', arnOf('Failures'));
    const stack = await start(bridge(destination, [reads, decrypts, joins, writes, sends]));
    stack.find('kafkaTopic').append({ value: 'broken' });
    await stack.settled();
    const [body] = stack.find('queue', 'failures').bodies();
    expect(JSON.parse(body!)).toMatchObject({ requestContext: { condition: 'RetryAttemptsExhausted' } });
    expect(body).not.toContain('payload"');
    await world.stop(stack);
    await expect(start(bridge(destination))).rejects.toThrow('does not allow sqs:SendMessage on arn:aws:sqs:');
  });
});

describe('Lambda does not create a mapping', () => {
  it.each([
    ['into a network', [reads, decrypts, writes], 'ec2:CreateNetworkInterface on *, ec2:DeleteNetworkInterface on *'],
    ['with the secret', [decrypts, joins, writes], 'secretsmanager:GetSecretValue on arn:aws:secretsmanager:'],
    ['with the key of the secret', [reads, joins, writes], 'kms:Decrypt on arn:aws:kms:'],
  ])('%s, unless the role of the function allows it (with-kafka-permissions)', async (_, statements, message) => {
    await expect(start(bridge({}, statements))).rejects.toThrow(message);
  });

  it('for brokers that nobody has described', async () => {
    await expect(start(bridge(), { existingKafka: () => [] })).rejects.toThrow(
      'No local engine for Mapping: its source is kafka-1.example.com:9096,kafka-2.example.com:9096',
    );
  });

  it('twice with one consumer group: it "must be unique among all your Kafka event sources" (kafka-consumer-group-id)', async () => {
    const group = { SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'bridge' } };
    const { Mapping, Function, ...rest } = bridge(group);
    const Other = functionOf('Other', 'Role');
    const again = { ...Mapping, Properties: { ...Mapping.Properties, FunctionName: { Ref: 'Other' } } };
    const all = { ...rest, Function, Mapping, Other, Again: again } as ReturnType<typeof bridge>;
    await expect(start(all)).rejects.toThrow('Two event source mappings have the consumer group bridge');
  });
});

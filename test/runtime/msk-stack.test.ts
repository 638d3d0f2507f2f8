import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

const clusterArn = arnOf('Cluster');
/** `arn:…:KIND/NAME/UUID` and what follows, of the cluster of the stack. */
const inCluster = (kind: string, name: string) => {
  const parts = { 'Fn::Split': [':cluster/', clusterArn] };
  const part = (at: number) => ({ 'Fn::Select': [at, parts] });
  return { 'Fn::Join': ['', [part(0), `:${kind}/`, part(1), `/${name}`]] };
};
const onNetwork = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
];
const grants = {
  network: allow(onNetwork, '*'),
  cluster: allow(['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers', 'kafka-cluster:Connect'], clusterArn),
  topic: allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], inCluster('topic', 'events')),
  group: allow(['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'], inCluster('group', 'landing')),
  objects: allow(['s3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::store', 'arn:aws:s3:::store/*']),
};

const cluster = {
  ClusterName: 'events',
  NumberOfBrokerNodes: 2,
  ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
};
const topic = {
  ClusterArn: clusterArn,
  TopicName: 'events',
  PartitionCount: 3,
  ReplicationFactor: 2,
  Configs: Buffer.from('retention.ms=7200000\nmax.message.bytes=2000\n').toString('base64'),
};

/** A cluster of the stack, and a function that writes the first event it gets into an object. */
const landing = (
  changed: { cluster?: object; topic?: object; mapping?: object; kind?: string } = {},
  allowed: readonly object[] = Object.values(grants),
) => ({
  Cluster: resource('Topic', changed.kind ?? 'AWS::MSK::Cluster', { ...cluster, ...changed.cluster }),
  Events: resource('Topic', 'AWS::MSK::Topic', { ...topic, ...changed.topic }),
  Store: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Role: role('Landing', ...allowed),
  Function: functionOf('Landing', 'Role'),
  Mapping: resource('Landing', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: clusterArn,
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'landing' },
    Topics: ['events'],
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 0,
    ProvisionedPollerConfig: { MinimumPollers: 1 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: arnOf('Store') } },
    MaximumRetryAttempts: 1,
    ...changed.mapping,
  }),
});

/** Fails for a value that is "broken". */
const handler = `
import { createRequire } from 'node:module';
const { PutObjectCommand, S3Client } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
const objects = new S3Client({ forcePathStyle: true });
export const handler = async (event) => {
  if (Object.values(event.records).flat().some(({ value }) => Buffer.from(value, 'base64').toString() === 'broken')) throw new Error('broken');
  await objects.send(new PutObjectCommand({ Bucket: 'store', Key: 'event', Body: JSON.stringify(event) }));
};`;

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const start = (resources: object): Promise<LocalStack> => world.start(resources as never, handler);
const objectsIn = (stack: LocalStack, prefix: string) =>
  stack
    .find('bucket', 'store')
    .contents(prefix)
    .map(({ body }) => JSON.parse(Buffer.from(body).toString()) as Record<string, any>);

const arn = /^arn:aws:kafka:eu-west-1:111122223333:cluster\/events\/[0-9a-f-]{36}-1$/;

it('takes records of a topic of the stack to the function, as Lambda does for Amazon MSK', async () => {
  const stack = await start(landing());
  const { partition } = stack.find('kafkaTopic', 'events').append({ key: 'k', value: 'a' });
  await stack.settled();
  const [event] = objectsIn(stack, 'event');
  expect(event).toEqual({
    eventSource: 'aws:kafka',
    eventSourceArn: expect.stringMatching(arn),
    bootstrapServers: expect.stringMatching(
      /^b-1\.events\.[\w.-]+\.kafka\.eu-west-1\.amazonaws\.com:9098,b-2\.\S+:9098$/,
    ),
    records: { [`events-${partition}`]: [expect.objectContaining({ offset: 0, value: 'YQ==' })] },
  });
  expect(stack.flowing('Topic', 'Landing')).toBe(1);
  expect(stack.standIns.filter((text) => text.startsWith('MSK'))).toHaveLength(1);
});

it('parks what is given up with the ARN of the cluster', async () => {
  const stack = await start(landing());
  stack.find('kafkaTopic', 'events').append({ key: 'k', value: 'broken' });
  await stack.settled();
  const [parked] = objectsIn(stack, 'aws/lambda/');
  expect(parked!['KafkaBatchInfo']).toMatchObject({ batchSize: 1, eventSourceArn: expect.stringMatching(arn) });
  expect(JSON.parse(parked!['payload'] as string)).toMatchObject({ eventSource: 'aws:kafka' });
});

it('has the retention and the size of messages that the configuration of the topic says', async () => {
  const stack = await start(landing());
  const events = stack.find('kafkaTopic', 'events');
  expect([events.partitions, events.retention]).toEqual([3, 7_200_000]);
  expect(() => events.append({ value: 'x'.repeat(2000) })).toThrow(RangeError);
});

it('needs an existing cluster to be described, by its ARN', async () => {
  const existing = 'arn:aws:kafka:eu-west-1:111122223333:cluster/shared/1f2e3d-4';
  const {
    Cluster: _,
    Events: __,
    ...others
  } = landing({ mapping: { EventSourceArn: existing } }, [
    grants.network,
    grants.objects,
    allow(['kafka:*', 'kafka-cluster:*'], '*'),
  ]);
  await expect(start(others)).rejects.toThrow('No local engine for Mapping');
  const stack = await world.start(others as never, handler, {
    existingKafka: () => [
      {
        arn: existing,
        bootstrapServers: ['b-1.shared:9098'],
        component: 'Kafka',
        topics: [{ name: 'events', partitions: 1 }],
      },
    ],
  });
  stack.find('kafkaTopic').append({ value: 'a' });
  await stack.settled();
  expect(objectsIn(stack, 'event')).toMatchObject([{ eventSourceArn: existing, bootstrapServers: 'b-1.shared:9098' }]);
});

it.each(Object.keys(grants).slice(0, -1))(
  'is not created for a role that lacks the permissions on the %s',
  async (left) => {
    const allowed = Object.entries(grants).flatMap(([name, grant]) => (name === left ? [] : [grant]));
    await expect(start(landing({}, allowed))).rejects.toThrow(/^Lambda could not create the event source mapping/);
  },
);

it.each([
  ['another group', inCluster('group', 'other')],
  ['the group of another cluster', 'arn:aws:kafka:eu-west-1:111122223333:group/other/*/landing'],
])('is not created for a role that may join %s', async (_, named) => {
  const group = allow(['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'], named);
  await expect(start(landing({}, Object.values({ ...grants, group })))).rejects.toThrow('kafka-cluster:AlterGroup');
});

it.each([
  [
    'a topic as a resource of a serverless cluster',
    { kind: 'AWS::MSK::ServerlessCluster' },
    'a topic of a serverless cluster cannot be a resource',
  ],
  [
    'more replicas than brokers',
    { topic: { ReplicationFactor: 3 } },
    'ReplicationFactor is 3, and the cluster has 2 brokers',
  ],
  ['a topic without partitions', { topic: { PartitionCount: 0 } }, 'PartitionCount is 0'],
  [
    'a cluster at which nobody signs in with IAM',
    { cluster: { ClientAuthentication: { Unauthenticated: { Enabled: true } } } },
    'of the ways to sign in at MSK, IAM alone is modelled',
  ],
  [
    'a mapping that says where self-managed brokers are',
    { mapping: { SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'x' } } },
    'Unsupported SelfManagedKafkaEventSourceConfig parameter',
  ],
  [
    'a secret for MSK',
    { mapping: { SourceAccessConfigurations: [{ Type: 'SASL_SCRAM_512_AUTH', URI: 'arn:aws:secretsmanager:::x' }] } },
    'for MSK, IAM alone is modelled here',
  ],
  [
    'a topic that the cluster does not have',
    { mapping: { Topics: ['other'] } },
    'The Kafka cluster has no topic other, only events',
  ],
  [
    'a name of a group that Lambda refuses',
    { mapping: { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'a b' } } },
    'ConsumerGroupId is "a b"',
  ],
])('refuses %s', async (_, changed, message) => {
  const everything = allow(['ec2:*', 'kafka:*', 'kafka-cluster:*', 's3:*', 'secretsmanager:*'], '*');
  await expect(start(landing(changed, [everything]))).rejects.toThrow(message);
});

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { join } from 'node:path';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

const blocks = join(import.meta.dirname, '../../templates/blocks');
/** The function that makes the topic in a deployment, as projects have it; it finds the brokers itself. */
let handler: string;
beforeAll(async () => {
  const contents = `
import { Brokers } from '../lib/kafka/brokers.ts';
import { ensureTopic } from './topic-maker.ts';
import { topicIn } from './wanted-topic.ts';
const { env } = process;
const clock = { now: () => Date.now(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), timeout: (ms) => AbortSignal.timeout(ms) };
export const handler = async ({ ResponseURL, StackId, RequestId, LogicalResourceId, ResourceType, ResourceProperties }, context) => {
  const keys = () => ({ accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY, sessionToken: env.AWS_SESSION_TOKEN });
  const brokers = new Brokers({ bootstrap: [env.KAFKA_BROKERS], security: { region: env.AWS_REGION, keys, authorities: undefined }, clock });
  const deadline = { remaining: () => Math.max(0, context.getRemainingTimeInMillis() - 56_000) };
  const problem = ResourceType === 'Custom::BootstrapBrokers' ? undefined : await ensureTopic(topicIn(ResourceProperties), brokers, clock, deadline).then(() => undefined, ({ message }) => message);
  const answer = { Status: problem === undefined ? 'SUCCESS' : 'FAILED', Reason: problem, PhysicalResourceId: 'x', StackId, RequestId, LogicalResourceId };
  await fetch(ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body: JSON.stringify(answer) });
};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(blocks, 'msk-topic-made/processors/events-topic'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'files of another block',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\.\/lib\/kafka\// }, ({ path }) => ({
            path: join(blocks, 'kafka-producer/processors/events-topic', path),
          })),
      },
    ],
  });
  handler = outputFiles[0]!.text;
});

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const clusterArn = arnOf('Cluster');
const parts = { 'Fn::Split': [':cluster/', clusterArn] };
const part = (at: number) => ({ 'Fn::Select': [at, parts] });
const topicArn = { 'Fn::Join': ['', [part(0), ':topic/', part(1), '/events']] };

const resources = (...allowed: string[]) => ({
  Cluster: resource('Topic', 'AWS::MSK::ServerlessCluster', {
    ClusterName: 'events',
    ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
    VpcConfigs: [],
  }),
  Role: role('Topic', allow('kafka-cluster:Connect', clusterArn), allow(allowed, topicArn)),
  Maker: functionOf('Topic', 'Role', {
    Environment: { Variables: { KAFKA_BROKERS: { 'Fn::GetAtt': ['Brokers', 'BootstrapServers'] } } },
  }),
  Asker: functionOf('Topic', 'Role', {}),
  Brokers: resource('Topic', 'Custom::BootstrapBrokers', { ServiceToken: arnOf('Asker'), ClusterArn: clusterArn }),
  Made: resource('Topic', 'Custom::EventsTopic', {
    ServiceToken: arnOf('Maker'),
    TopicName: 'events',
    Partitions: 3,
    Settings: { 'retention.ms': '7200000' },
  }),
});
const permissions = ['kafka-cluster:CreateTopic', 'kafka-cluster:DescribeTopic'];

const start = (rules: FaultRules = {}): Promise<LocalStack> =>
  world.start(resources(...permissions), handler, { speed: 1, rules });

it('has the topic that a function of the deployment makes', async () => {
  const events = (await start()).find('kafkaTopic', 'events');
  expect([events.partitions, events.retention]).toEqual([3, 7_200_000]);
  expect(events.address).toMatch(/:\d+$/);
});

it('has the same records after a restart, which makes the topic again', async () => {
  const stack = await start();
  stack.find('kafkaTopic', 'events').append({ key: 'k', value: 'kept' });
  await world.stop(stack, { keep: true });
  const again = await world.start(resources(...permissions), handler, { speed: 1, resume: true });
  const values = again
    .find('kafkaTopic', 'events')
    .records()
    .map(({ value }) => String(Buffer.from(value!)));
  expect(values).toEqual(['kept']);
});

it('has no topic that the role of the function may not make', async () => {
  const denied = world.start(resources('kafka-cluster:DescribeTopic'), handler, {
    speed: 1,
    refused: () => undefined,
  });
  await expect(denied).rejects.toThrow('making the topic: TOPIC_AUTHORIZATION_FAILED');
});

describe('a cluster outside of the stack', () => {
  const existing = 'arn:aws:kafka:eu-west-1:111122223333:cluster/shared/1f2e3d-4';
  const topic = 'arn:aws:kafka:eu-west-1:111122223333:topic/shared/1f2e3d-4/events';
  const inExisting = (...statements: object[]) => {
    const { Cluster: _, ...others } = resources();
    const Brokers = resource('Topic', 'Custom::BootstrapBrokers', {
      ServiceToken: arnOf('Asker'),
      ClusterArn: existing,
    });
    return { ...others, Role: role('Topic', ...statements), Brokers };
  };
  const startIn = (statements: object[]): Promise<LocalStack> =>
    world.start(inExisting(...statements), handler, {
      speed: 1,
      refused: () => undefined,
      existingKafka: () => [
        {
          arn: existing,
          bootstrapServers: ['b-1.shared:9098'],
          component: 'Topic',
          topics: [{ name: 'others', partitions: 1 }],
        },
      ],
    });

  it('has the topic that a function of the deployment makes, signed in with IAM, beside those of others', async () => {
    const stack = await startIn([allow('kafka-cluster:Connect', existing), allow(permissions, topic)]);
    expect(stack.find('kafkaTopic', 'events').partitions).toBe(3);
    expect(stack.find('kafkaTopic', 'others').partitions).toBe(1);
    expect(stack.standIns).toContainEqual(expect.stringMatching(/^MSK outside of the stack/));
    expect(stack.standIns).not.toContainEqual(expect.stringMatching(/^(MSK:|Kafka outside)/));
  });

  it('strikes producers as one of the stack does, and shows no state of brokers', async () => {
    const stack = await startIn([allow('kafka-cluster:Connect', existing), allow(permissions, topic)]);
    const atTopic = stack.faultPoints.filter(({ nodes }) => nodes.includes('Topic')).map(({ point }) => point);
    expect(atTopic).toEqual(
      expect.arrayContaining(['kafka.answer-lost', 'kafka.too-many-connects', 'kafka.broker-away']),
    );
    expect(atTopic).not.toContain('kafka.disk-filling');
    expect(atTopic).not.toContain('kafka.topic-full');
  });

  it.each<[string, object[], string]>([
    ['connect', [allow(permissions, topic)], 'Access denied'],
    [
      'make topics',
      [allow('kafka-cluster:Connect', existing), allow(permissions[1]!, topic)],
      'TOPIC_AUTHORIZATION_FAILED',
    ],
  ])('has no topic of a function that may not %s', async (_, statements, message) => {
    await expect(startIn(statements)).rejects.toThrow(message);
  });
});

it('shows in its metrics what passes through the topic, and nothing of brokers', async () => {
  const reported = async (isFull: boolean) => {
    const rules = { 'kafka.topic-full': { rate: Number(isFull), sightings: isFull ? Infinity : 0 } };
    const stack = await start(rules);
    const series = stack.metrics().filter(({ namespace }) => namespace === 'AWS/Kafka');
    await world.stop(stack);
    return series.map(({ name, dimensions, minutes }) => [name, dimensions, minutes[0]!.max]);
  };
  const dimensions = { 'Cluster Name': 'events', Topic: 'events' };
  expect(await reported(false)).toEqual([['BytesInPerSec', dimensions, 1_000]]);
  expect(await reported(true)).toEqual([['BytesInPerSec', dimensions, 14_250_000]]);
});

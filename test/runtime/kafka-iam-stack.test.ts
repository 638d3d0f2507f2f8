import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { signedNow } from '../../runtime/gateway/signature.ts';
import { developerKey, developerSecret } from '../../runtime/kernel/developer.ts';
import { allow, arnOf, developerOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => void (world = new StackWorld()));
afterEach(() => world.close());

const client = join(import.meta.dirname, '../../templates/blocks/kafka-producer/processors/lib/kafka');
/** A function that writes what it is given with the producer of projects. */
let handler: string;
beforeAll(() => {
  const contents = `
import { Brokers } from './brokers.ts';
import { TopicProducer } from './topic-producer.ts';
const { env } = process;
const clock = { now: () => Date.now(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), timeout: (ms) => AbortSignal.timeout(ms) };
let producer;
export const handler = async ({ bootstrap, records }, context) => {
  const keys = () => ({ accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY, sessionToken: env.AWS_SESSION_TOKEN });
  producer ??= new TopicProducer({ name: 'events', batchBytes: 1_000_000 }, new Brokers({ bootstrap: [bootstrap], security: { region: env.AWS_REGION, keys, authorities: undefined }, clock }), clock, Math.random);
  return producer.send(records, { remaining: () => Math.max(0, context.getRemainingTimeInMillis() - 5_000) }, (why) => console.log(why));
};`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: client, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  handler = outputFiles[0]!.text;
});

const parts = { 'Fn::Split': [':cluster/', arnOf('Cluster')] };
const part = (at: number) => ({ 'Fn::Select': [at, parts] });
const topicArn = { 'Fn::Join': ['', [part(0), ':topic/', part(1), '/events']] };

const resources = (...denied: string[]) => ({
  Cluster: resource('Topic', 'AWS::MSK::Cluster', {
    ClusterName: 'shop-events',
    KafkaVersion: '3.9.x',
    NumberOfBrokerNodes: 2,
    BrokerNodeGroupInfo: { InstanceType: 'kafka.t3.small', ClientSubnets: [] },
    ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
  }),
  Topic: resource('Topic', 'AWS::MSK::Topic', {
    ClusterArn: arnOf('Cluster'),
    TopicName: 'events',
    PartitionCount: 3,
    ReplicationFactor: 2,
  }),
  Role: role(
    'Producer',
    allow(
      ['kafka-cluster:Connect', 'kafka-cluster:WriteDataIdempotently'].filter((each) => !denied.includes(each)),
      arnOf('Cluster'),
    ),
    allow(
      ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'].filter((each) => !denied.includes(each)),
      topicArn,
    ),
  ),
  Producer: functionOf('Producer', 'Role'),
});
const records = Array.from({ length: 20 }, (_, n) => ({ key: `k${n % 3}`, value: String(n), timestamp: Date.now() }));

/** What becomes of records that a function of the stack is to write, which has asked the API for the brokers. */
async function written(stack: LocalStack): Promise<unknown> {
  const cluster = stack.outputs['ClusterArn']!;
  const url = `${stack.url}/v1/clusters/${encodeURIComponent(cluster)}/bootstrap-brokers`;
  const asking = { method: 'GET', url, body: '' };
  const scope = { accessKeyId: developerKey, secretAccessKey: developerSecret, region: 'eu-west-1', service: 'kafka' };
  const answer = await fetch(url, { headers: signedNow(asking, scope) });
  const { bootstrapBrokerStringSaslIam: bootstrap } = (await answer.json()) as Record<string, string>;
  const lambda = new LambdaClient(developerOf(stack));
  const Payload = Buffer.from(JSON.stringify({ bootstrap, records }));
  const invoked = await lambda.send(new InvokeCommand({ FunctionName: 'shop-producer', Payload }));
  return JSON.parse(Buffer.from(invoked.Payload!).toString());
}

const started = (rules: FaultRules, ...denied: string[]) =>
  world.start(
    resources(...denied),
    handler,
    { speed: 1, rules, refused: () => undefined },
    { ClusterArn: { Value: arnOf('Cluster') } },
  );

describe('a function of a stack', () => {
  it('writes over TLS with the permissions of its role, also where answers are lost', async () => {
    const stack = await started({ 'kafka.answer-lost': { rate: 0.5, sightings: 1 } });
    expect(await written(stack)).toEqual(records.map(() => ({ kind: 'acknowledged' })));
    const values = stack
      .find('kafkaTopic', 'events')
      .records()
      .map(({ value }) => Number(Buffer.from(value!)));
    expect(values.toSorted((one, other) => one - other)).toEqual(records.map((_, n) => n));
    expect(stack.flowing('Producer', 'Topic')).toBe(20);
    expect(stack.unused()).toEqual([]);
  });

  it.each([0, 0.5])('has the brokers report the connections that they refuse, of %d', async (rate) => {
    const stack = await started({ 'kafka.too-many-connects': { rate, sightings: 1 } });

    expect(await written(stack)).toEqual(records.map(() => ({ kind: 'acknowledged' })));
    const series = stack.metrics().filter(({ name }) => name === 'IAMTooManyConnections');
    expect(series.map(({ dimensions }) => dimensions)).toEqual(
      ['1', '2'].map((id) => ({ 'Cluster Name': 'shop-events', 'Broker ID': id })),
    );
    const [first, second] = series.map(({ minutes }) => minutes.reduce((sum, each) => sum + each.sum, 0));
    expect([first! > 0, second]).toEqual([rate > 0, 0]);
  });

  it('is refused what its role does not allow, and the run lists it', async () => {
    const stack = await started({}, 'kafka-cluster:WriteData');
    expect(await written(stack)).toMatchObject(records.map(() => ({ kind: 'unavailable', isDenied: true })));
    expect(stack.refused()).toMatchObject([{ component: 'Producer', action: 'kafka-cluster:WriteData' }]);
  });
});

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

const cluster = resource('Topic', 'AWS::MSK::Cluster', {
  ClusterName: 'events',
  NumberOfBrokerNodes: 2,
  ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
});
const topic = resource('Topic', 'AWS::MSK::Topic', {
  ClusterArn: arnOf('Cluster'),
  TopicName: 'events',
  PartitionCount: 3,
  ReplicationFactor: 2,
});

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

it('gives functions the addresses of the brokers that a custom resource asks for', async () => {
  // the same handler answers CloudFormation, and gives its own setting
  const handler = `
export const handler = async ({ ResponseURL, ...event }) => {
  if (!ResponseURL) return process.env.KAFKA_BROKERS;
  const { StackId, RequestId, LogicalResourceId } = event;
  const answer = { Status: 'SUCCESS', PhysicalResourceId: 'brokers', StackId, RequestId, LogicalResourceId };
  await fetch(ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body: JSON.stringify(answer) });
};`;
  const stack = await world.start(
    {
      Cluster: cluster,
      Events: topic,
      Role: role('Writer', allow('kafka-cluster:Connect', arnOf('Cluster'))),
      Ask: functionOf('Topic', 'Role'),
      Writer: functionOf('Writer', 'Role', {
        Environment: { Variables: { KAFKA_BROKERS: { 'Fn::GetAtt': ['Brokers', 'BootstrapServers'] } } },
      }),
      Brokers: resource('Topic', 'Custom::BootstrapBrokers', {
        ServiceToken: arnOf('Ask'),
        ClusterArn: arnOf('Cluster'),
      }),
    },
    handler,
  );
  const { address } = stack.find('kafkaTopic', 'events');
  expect(address).toMatch(/:\d+$/);
  expect(await stack.find('function', 'shop-writer').invoke({})).toBe(address);
});

it.each([
  ['kafka.disk-filling', 'KafkaDataLogsDiskUsed', [10, 10], [95, 10]],
  ['kafka.copy-behind', 'UnderReplicatedPartitions', [0, 0], [3, 0]],
  ['kafka.credits-spent', 'CPUCreditBalance', [576, 576], [0, 576]],
  ['kafka.broker-away', 'OfflinePartitionsCount', [0], [3]],
  // nobody connects here
  ['kafka.too-many-connects', 'IAMTooManyConnections', [0, 0], [0, 0]],
])('shows %s in %s, of each broker that reports it', async (fault, metric, fine, struck) => {
  const reported = async (isOn: boolean) => {
    const stack = await world.start({ Cluster: cluster, Events: topic }, 'export const handler = () => {};', {
      rules: { [fault]: { rate: isOn ? 1 : 0, sightings: isOn ? Infinity : 0 } } as never,
    });
    const series = stack.metrics().filter(({ name }) => name === metric);
    expect(series.every(({ dimensions }) => dimensions['Cluster Name'] === 'events')).toBe(true);
    await world.stop(stack);
    return series
      .toSorted((one, other) => ((one.dimensions['Broker ID'] ?? '') < (other.dimensions['Broker ID'] ?? '') ? -1 : 1))
      .map(({ minutes }) => minutes[0]!.max);
  };
  expect(await reported(false)).toEqual(fine);
  expect(await reported(true)).toEqual(struck);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { faultsIn } from '../../runtime/local/fault-places.ts';
import { firehose } from '../../runtime/services/firehose/service.ts';
import { broker, connecting, grants, startFromTopic, type Changed } from './firehose-msk-world.ts';
import { arnOf, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const start = (changed: Changed) => startFromTopic(world, changed, { refused: () => undefined });
const signIn = (Connectivity: string) => ({
  source: { AuthenticationConfiguration: { Connectivity, RoleARN: arnOf('Role') } },
});

describe('what CreateDeliveryStream refuses of a topic as source', () => {
  it.each<[string, Changed, string]>([
    [
      'API reference, DeliveryStreamType: the configuration of another type',
      { type: 'DirectPut' },
      'MSKSourceConfiguration and the type MSKAsSource come together',
    ],
    [
      'API reference, AuthenticationConfiguration: PUBLIC or PRIVATE',
      signIn('OPEN'),
      'Connectivity is PRIVATE or PUBLIC, not OPEN',
    ],
    ['not modelled: public addresses of brokers', signIn('PUBLIC'), 'through public addresses is not modelled'],
    ['API reference, MSKSourceConfiguration: a name', { source: { TopicName: 'a b' } }, '"a b" is no TopicName'],
    [
      'API reference, MSKSourceConfiguration: a time',
      { source: { ReadFromTimestamp: 'TRIM_HORIZON' } },
      'ReadFromTimestamp is a time in ISO 8601, not TRIM_HORIZON',
    ],
    [
      'MSK guide, aws-access-mult-vpc: "doesn’t support the t3.small instance type"',
      { broker: { ...broker, InstanceType: 'kafka.t3.small' } },
      'kafka.t3.small, which have no multi-VPC private connectivity',
    ],
    [
      'Firehose guide, writing-with-msk: "Multi-VPC private connectivity must be enabled for the IAM access control method"',
      { broker: { InstanceType: 'express.m7g.large' } },
      'is not switched on for IAM',
    ],
  ])('%s', async (_, changed, message) => {
    await expect(start(changed)).rejects.toThrow(message);
  });
});

describe('Firehose guide, controlling-access', () => {
  it.each(['cluster', 'topic', 'groups', 'function'] as const)(
    'is not created for a role that lacks the permissions on the %s',
    async (left) => {
      const allowed = Object.entries(grants).flatMap(([name, grant]) => (name === left ? [] : [grant]));
      await expect(start({ allowed, to: left === 'function' ? transformed : {} })).rejects.toThrow(
        /^Firehose could not run events: .* does not allow /,
      );
    },
  );

  it.each<[string, object]>([
    ['nobody', { Statement: [] }],
    [
      'another service',
      { Statement: [{ ...connecting.Statement[0], Principal: { Service: 'lambda.amazonaws.com' } }] },
    ],
  ])(
    '"kafka:CreateVpcConnection": is not created where the policy of the cluster lets %s connect',
    async (_, policy) => {
      await expect(start({ policy })).rejects.toThrow(
        'CREATE_PRIVATE_LINK_FAILED: AWS Firehose is not authorized to perform kafka:CreateVpcConnection',
      );
    },
  );
});

const transformed = {
  ProcessingConfiguration: {
    Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: arnOf('Function') }] }],
  },
};

it('needs the topic', async () => {
  await expect(start({ source: { TopicName: 'others' }, allowed: everything })).rejects.toThrow(
    'No local engine for Delivery: the cluster has no topic others',
  );
});
const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

it('can be unread as a stream can, which strikes no stream that records are put into', () => {
  const placed = (DeliveryStreamType: string) =>
    faultsIn(
      [firehose],
      { ofType: () => [{ component: 'Raw', id: 'Raw', properties: { DeliveryStreamType } }] as never },
      [],
    ).some(({ point }) => point === 'delivery.source-unread');
  expect(['MSKAsSource', 'KinesisStreamAsSource', 'DirectPut'].map(placed)).toEqual([true, true, false]);
});

import { expect, it } from '@jest/globals';
import { elsewhere, examplesIn, judgeCluster, type FoundCluster } from '../../delivery/cluster-place.ts';

const kafka = {
  clusterArn: 'arn:aws:kafka:eu-west-1:222233334444:cluster/shared/1f2e3d4c-2',
  securityGroupId: 'sg-0a',
  topic: 'shop-dev-events',
};
const network = { vpcId: 'vpc-0a', subnetIds: ['subnet-0a', 'subnet-0b'] };
const found = (changed: Partial<FoundCluster> = {}): FoundCluster => ({
  state: 'ACTIVE',
  kafkaVersion: '3.9.x',
  hasIam: true,
  subnetIds: ['subnet-0a', 'subnet-0b', 'subnet-0c'],
  securityGroupIds: ['sg-0a', 'sg-0b'],
  vpcIds: ['vpc-0a'],
  ...changed,
});
const seen = (cluster: FoundCluster | undefined) =>
  judgeCluster({ kafka, network }, cluster).problems.map((problem) => problem.seen);

it.each(['2.7.1', '2.8.1', '3.9.x', '3.9.x.kraft', '4.0.x.kraft', undefined])(
  'takes a cluster with Kafka %s',
  (kafkaVersion) => {
    expect(judgeCluster({ kafka, network }, found({ kafkaVersion }))).toEqual({
      problems: [],
      fine: 'The cluster is ACTIVE and takes IAM; topic shop-dev-events is made there where it is not there.',
    });
  },
);

it.each<[string, FoundCluster | undefined, string]>([
  ['a cluster that is not there', undefined, `${kafka.clusterArn}: not in this account and region.`],
  ['a cluster that is being made', found({ state: 'CREATING' }), 'The cluster is CREATING.'],
  ['a cluster without IAM', found({ hasIam: false }), 'Clients of the cluster do not sign in with IAM.'],
  ['brokers that are older than IAM', found({ kafkaVersion: '2.6.2' }), 'The brokers have Kafka 2.6.2.'],
  ['brokers of the version before', found({ kafkaVersion: '2.7.0' }), 'The brokers have Kafka 2.7.0.'],
  ['a cluster in another VPC', found({ vpcIds: ['vpc-0b'] }), 'The cluster is in vpc-0b, and the stage in vpc-0a.'],
  [
    'subnets of others',
    found({ subnetIds: ['subnet-0a', 'subnet-0c'] }),
    'subnet-0b: not of the cluster, which has subnet-0a, subnet-0c.',
  ],
  ['a security group of others', found({ securityGroupIds: ['sg-0b'] }), 'sg-0a: not of the cluster, which has sg-0b.'],
])('refuses %s', (_, cluster, problem) => {
  expect(seen(cluster)).toEqual([problem]);
});

it('refuses a cluster of another region before anybody asks for it', () => {
  expect(elsewhere(kafka, 'eu-west-1')).toEqual([]);
  expect(elsewhere(kafka, 'us-east-1')).toEqual([
    expect.objectContaining({ seen: `${kafka.clusterArn} is not in us-east-1.` }),
  ]);
});

it('knows the examples that stand in the questions', () => {
  const clusterArn = 'arn:aws:kafka:eu-west-1:111122223333:cluster/shared/1f2e3d4c-2';
  expect(examplesIn({ ...kafka, clusterArn })).toEqual([
    expect.objectContaining({ seen: expect.stringContaining(clusterArn) }),
  ]);
  expect(examplesIn({ ...kafka, securityGroupId: 'sg-0123456789abcdef0' })).toHaveLength(1);
  expect(examplesIn(kafka)).toEqual([]);
});

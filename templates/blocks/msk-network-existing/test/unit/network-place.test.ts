import { expect, it } from '@jest/globals';
import { examplesIn, judgeNetwork, type FoundSubnet, type NetworkPlace } from '../../delivery/network-place.ts';

const network = { vpcId: 'vpc-0a', subnetIds: ['subnet-0a', 'subnet-0b', 'subnet-0c'] };
const subnet = (zone: string, changed: Partial<FoundSubnet> = {}): FoundSubnet => ({
  zone,
  hasWayOut: false,
  reachesS3: true,
  ...changed,
});
const place = (changed: Partial<NetworkPlace> = {}): NetworkPlace => ({
  vpc: { hasDnsSupport: true, hasDnsHostnames: true },
  subnets: new Map([
    ['subnet-0a', subnet('a')],
    ['subnet-0b', subnet('b')],
  ]),
  endpoints: ['secretsmanager'],
  ...changed,
});
const seen = (changed: Partial<NetworkPlace>) =>
  judgeNetwork(network, 2, place(changed)).problems.map((problem) => problem.seen);

it('takes a VPC with endpoints, and one with a NAT gateway', () => {
  expect(judgeNetwork(network, 2, place())).toEqual({
    problems: [],
    fine: '2 subnets of vpc-0a, with ways to S3 and Secrets Manager',
  });
  const nat = (zone: string) => subnet(zone, { hasWayOut: true, reachesS3: false });
  const subnets = new Map([
    ['subnet-0a', nat('a')],
    ['subnet-0b', nat('b')],
  ]);
  expect(seen({ subnets, endpoints: [] })).toEqual([]);
});

it.each<[string, Partial<NetworkPlace>, string[]]>([
  ['a VPC that is not there', { vpc: undefined }, ['vpc-0a: not in this account and region.']],
  ['DNS that is off', { vpc: { hasDnsSupport: false, hasDnsHostnames: true } }, ['vpc-0a has DNS support off.']],
  ['names that are off', { vpc: { hasDnsSupport: true, hasDnsHostnames: false } }, ['vpc-0a has DNS host names off.']],
  ['a subnet elsewhere', { subnets: new Map([['subnet-0a', subnet('a')]]) }, ['subnet-0b: not in vpc-0a.']],
  [
    'subnets in one zone',
    {
      subnets: new Map([
        ['subnet-0a', subnet('a')],
        ['subnet-0b', subnet('a')],
      ]),
    },
    ['subnet-0a, subnet-0b are in a.'],
  ],
  [
    'a subnet without a way to S3',
    {
      subnets: new Map([
        ['subnet-0a', subnet('a')],
        ['subnet-0b', subnet('b', { reachesS3: false })],
      ]),
    },
    ['subnet-0b: no way to S3.'],
  ],
  ['subnets without a way to Secrets Manager', { endpoints: [] }, ['subnet-0a, subnet-0b: no way to Secrets Manager.']],
])('refuses %s', (_, changed, problems) => {
  expect(seen(changed)).toEqual(problems);
});

it('knows the example that stands in the question', () => {
  expect(examplesIn({ vpcId: 'vpc-0123456789abcdef0', subnetIds: [] })).toHaveLength(1);
  expect(examplesIn(network)).toEqual([]);
});

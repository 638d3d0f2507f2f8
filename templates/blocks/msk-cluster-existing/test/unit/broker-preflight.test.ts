import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { brokerPreflight } from '../../delivery/broker-preflight.ts';
import { withAnswers, type AwsAnswer } from '../aws-answers.ts';

const clusterArn = 'arn:aws:kafka:us-west-1:222233334444:cluster/shared/1f2e3d4c-2';
const kafka = { clusterArn, securityGroupId: 'sg-0a', topic: 'shop-dev-events' };
const network = { vpcId: 'vpc-0a', subnetIds: ['subnet-0a', 'subnet-0b'] };
const json = (body: object): AwsAnswer => ({ status: 200, body: JSON.stringify(body) });

const clientAuthentication = { sasl: { iam: { enabled: true } } };
const provisioned = {
  brokerNodeGroupInfo: { clientSubnets: network.subnetIds, securityGroups: ['sg-0a'] },
  clientAuthentication,
  currentBrokerSoftwareInfo: { kafkaVersion: '3.9.x' },
};
const serverless = {
  vpcConfigs: [{ subnetIds: network.subnetIds, securityGroupIds: ['sg-0a'] }],
  clientAuthentication,
};
const clusterWith = (kind: object): AwsAnswer => json({ clusterInfo: { clusterArn, state: 'ACTIVE', ...kind } });

const subnet = (id: string, at: number) =>
  `<item><subnetId>${id}</subnetId><vpcId>vpc-0a</vpcId><cidrBlock>10.1.${at}.0/24</cidrBlock></item>`;
const rule = (isEgress: boolean, port: number, other: string) =>
  `<item><isEgress>${isEgress}</isEgress><ipProtocol>tcp</ipProtocol><fromPort>${port}</fromPort><toPort>${port}</toPort>${other}</item>`;
const itself = '<referencedGroupInfo><groupId>sg-0a</groupId></referencedGroupInfo>';
const rules = [
  rule(false, 9098, itself),
  rule(true, 9098, itself),
  rule(true, 443, '<cidrIpv4>0.0.0.0/0</cidrIpv4>'),
  rule(false, 9098, '<cidrIpv6>::/0</cidrIpv6>'),
];

/** What each service says, to the question that it is asked. */
const saying: Record<string, AwsAnswer> = {
  [`GET /api/v2/clusters/${encodeURIComponent(clusterArn)}`]: clusterWith({ provisioned }),
  'Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=subnet-id&Filter.1.Value.1=subnet-0a&Filter.1.Value.2=subnet-0b':
    {
      status: 200,
      body: `<DescribeSubnetsResponse><subnetSet>${network.subnetIds.map(subnet).join('')}</subnetSet></DescribeSubnetsResponse>`,
    },
  'Action=DescribeSecurityGroupRules&Version=2016-11-15&Filter.1.Name=group-id&Filter.1.Value.1=sg-0a': {
    status: 200,
    body: `<DescribeSecurityGroupRulesResponse><securityGroupRuleSet>${rules.join('')}</securityGroupRuleSet></DescribeSecurityGroupRulesResponse>`,
  },
};
const [clusterAsked] = Object.keys(saying);

/** What the check finds, and how often it has asked. */
async function asked(
  changed: Record<string, AwsAnswer>,
  { outputs = {}, cluster = {} }: { outputs?: Record<string, string>; cluster?: Partial<typeof kafka> } = {},
) {
  const answers = Object.entries({ ...saying, ...changed });
  let requests = 0;
  const answer = (request: string) => {
    requests++;
    return answers.find(([mark]) => request.includes(mark))?.[1] ?? { status: 400, body: request };
  };
  const settings = {
    name: 'dev' as const,
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_DAY,
    kafka: { ...kafka, ...cluster },
    network,
  };
  const { problems } = await withAnswers(answer, (client) => brokerPreflight.ask({ settings, client, outputs }));
  return { seen: problems.map(({ seen }) => seen), requests };
}

it.each([
  ['brokers', { provisioned }],
  ['no brokers to choose', { serverless }],
])('takes a cluster with %s', async (_, kind) => {
  expect(await asked({ [clusterAsked!]: clusterWith(kind) })).toEqual({ seen: [], requests: 3 });
});

it('says that a cluster is not there, and asks no more', async () => {
  const missing: AwsAnswer = {
    status: 404,
    headers: { 'x-amzn-errortype': 'NotFoundException' },
    body: '{"message":"no"}',
  };
  expect(await asked({ [clusterAsked!]: missing })).toEqual({
    seen: [`${clusterArn}: not in this account and region.`],
    requests: 1,
  });
});

it('does not take a question that AWS refuses for an answer', async () => {
  const refused: AwsAnswer = {
    status: 403,
    headers: { 'x-amzn-errortype': 'ForbiddenException' },
    body: '{"message":"no"}',
  };
  await expect(asked({ [clusterAsked!]: refused })).rejects.toThrow('no');
});

it('asks after a deployment whether the rule for the functions is there', async () => {
  expect((await asked({}, { outputs: { ClientsGroupId: 'sg-0f' } })).seen).toEqual([
    'sg-0a do not let sg-0f in on port 9098.',
  ]);
});

it('asks AWS nothing about examples, and about clusters of other regions', async () => {
  const example = { clusterArn: clusterArn.replace('222233334444', '111122223333') };
  const elsewhere = { clusterArn: clusterArn.replace('us-west-1', 'eu-west-1') };
  for (const cluster of [example, elsewhere]) {
    const { seen, requests } = await asked({}, { cluster });
    expect([seen.length, requests]).toEqual([1, 0]);
  }
});

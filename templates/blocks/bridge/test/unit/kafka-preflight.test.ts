import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { kafkaPreflight } from '../../delivery/kafka-preflight.ts';
import type { KafkaTopic } from '../../infra/blocks/kafka-topic.ts';
import { withAnswers, type AwsAnswer } from '../aws-answers.ts';
import { acmeTopic } from '../kafka-topic.ts';

const ok = (body: string): AwsAnswer => ({ status: 200, body });
const subnets = acmeTopic
  .network!.subnetIds.map((id) => `<item><subnetId>${id}</subnetId><vpcId>vpc-1</vpcId></item>`)
  .join('');

/** What each service says, to the question that it is asked. */
const saying: Record<string, AwsAnswer> = {
  [`{"SecretId":"${acmeTopic.secretArn}"}`]: ok(JSON.stringify({ ARN: acmeTopic.secretArn })),
  'Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=subnet-id&Filter.1.Value.1=subnet-0aaaaaaa&Filter.1.Value.2=subnet-0bbbbbbb':
    ok(`<DescribeSubnetsResponse><subnetSet>${subnets}</subnetSet></DescribeSubnetsResponse>`),
  'Action=DescribeSecurityGroups&Version=2016-11-15&Filter.1.Name=group-id&Filter.1.Value.1=sg-0ccccccc': ok(
    '<DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-0ccccccc</groupId><vpcId>vpc-1</vpcId></item></securityGroupInfo></DescribeSecurityGroupsResponse>',
  ),
};

/** What the check finds, and what it has asked for. */
async function asked(topic: Partial<KafkaTopic>, changed: Record<string, AwsAnswer>) {
  const answers = Object.entries({ ...saying, ...changed });
  const requests: string[] = [];
  const answer = (request: string) => {
    requests.push(request);
    return answers.find(([mark]) => request.includes(mark))?.[1] ?? { status: 400, body: request };
  };
  const settings = {
    name: 'dev' as const,
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_DAY,
    kafka: { ...acmeTopic, ...topic },
  };
  const findings = await withAnswers(answer, (client) => kafkaPreflight.ask({ settings, client, outputs: {} }));
  return { ...findings, requests };
}

const error = (type: string): AwsAnswer => ({ status: 400, body: JSON.stringify({ __type: type, message: 'no' }) });
const secretAsked = Object.keys(saying)[0]!;

it('needs the permission for each of its questions', () => {
  expect(kafkaPreflight.permissions.flatMap(({ actions }) => actions)).toEqual([
    'secretsmanager:DescribeSecret',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
  ]);
});

it('asks for the secret, the subnets and the security groups', async () => {
  const { problems, fine } = await asked({}, {});
  expect(problems).toEqual([]);
  expect(fine).toBe('2 brokers through 3 subnets and security groups of vpc-1, and the secret is there.');
});

it('asks for no network where there is none', async () => {
  const { problems, requests } = await asked({ network: undefined }, {});
  expect([problems, requests.length]).toEqual([[], 1]);
});

it('asks AWS nothing about examples', async () => {
  const { problems, requests } = await asked({ brokers: ['kafka.example.com:9094'] }, {});
  expect([problems.length, requests]).toEqual([1, []]);
});

it('does not ask for a secret of another region', async () => {
  const secretArn = acmeTopic.secretArn.replace('us-west-1', 'eu-west-1');
  const { problems, requests } = await asked({ secretArn }, {});
  expect(problems.map(({ seen }) => seen)).toEqual([`${secretArn} is not in us-west-1.`]);
  expect(requests.filter((request) => request.includes('SecretId'))).toEqual([]);
});

it('sees that the secret is missing, and takes no other error for that', async () => {
  const { problems } = await asked({}, { [secretAsked]: error('ResourceNotFoundException') });
  expect(problems.map(({ seen }) => seen)).toEqual([`${acmeTopic.secretArn} is not there.`]);
  await expect(asked({}, { [secretAsked]: error('AccessDeniedException') })).rejects.toThrow('no');
});

it('sees the key of the secret, and that it is being deleted', async () => {
  const withKey = ok(JSON.stringify({ ARN: acmeTopic.secretArn, KmsKeyId: 'alias/kafka' }));
  expect((await asked({}, { [secretAsked]: withKey })).problems[0]!.seen).toMatch(/key alias\/kafka/);
  const leaving = ok(JSON.stringify({ ARN: acmeTopic.secretArn, DeletedDate: 1_790_000_000 }));
  expect((await asked({}, { [secretAsked]: leaving })).problems[0]!.seen).toMatch(/is being deleted/);
});

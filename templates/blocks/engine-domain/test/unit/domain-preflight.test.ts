import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { domainPreflight } from '../../delivery/domain-preflight.ts';
import { engineVersion } from '../../infra/blocks/search-size.ts';
import { withAnswers, type AwsAnswer } from '../aws-answers.ts';

const zones = ['us-west-1a', 'us-west-1c'];
const search = { instanceType: 'r7g.large.search', zones: 2, dataNodes: 4, masterNodes: 0, volumeSize: 10 };
const settings = {
  name: 'prod' as const,
  removalPolicy: RemovalPolicy.RETAIN,
  logRetention: RetentionDays.ONE_DAY,
  search,
};
const machines = `instanceTypeDetails/${engineVersion.version}?instanceType=${search.instanceType}&retrieveAZs=true`;

/** What each service says, to the question that it is asked. */
const saying: Record<string, AwsAnswer> = {
  // neither Local Zones nor zones that are down
  [[
    'Action=DescribeAvailabilityZones&Version=2016-11-15',
    'Filter.1.Name=zone-type&Filter.1.Value.1=availability-zone',
    'Filter.2.Name=state&Filter.2.Value.1=available',
  ].join('&')]: xml(
    `<DescribeAvailabilityZonesResponse><availabilityZoneInfo>${zones
      .map((name, at) => `<item><zoneName>${name}</zoneName><zoneId>usw1-az${at + 1}</zoneId></item>`)
      .join('')}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`,
  ),
  'Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=default-for-az&Filter.1.Value.1=true': xml(
    `<DescribeSubnetsResponse><subnetSet>${zones
      .map((name) => `<item><availabilityZone>${name}</availabilityZone></item>`)
      .join('')}</subnetSet></DescribeSubnetsResponse>`,
  ),
  'Action=GetRole': xml(
    '<GetRoleResponse><GetRoleResult><Role><RoleName>R</RoleName></Role></GetRoleResult></GetRoleResponse>',
  ),
  [machines]: details(zones),
};

function xml(body: string): AwsAnswer {
  return { status: 200, body };
}
function details(AvailabilityZones: string[]): AwsAnswer {
  const InstanceTypeDetails = [{ InstanceType: search.instanceType, AvailabilityZones }];
  return { status: 200, body: JSON.stringify({ InstanceTypeDetails }) };
}

const asked = async (changed: Record<string, AwsAnswer>) => {
  const answers = Object.entries({ ...saying, ...changed });
  const answer = (request: string) =>
    answers.find(([mark]) => request.includes(mark))?.[1] ?? { status: 400, body: request };
  return withAnswers(answer, (client) => domainPreflight.ask({ settings, client, outputs: {} }));
};

it('needs the permission for each of its questions', () => {
  expect(domainPreflight.permissions.flatMap(({ actions }) => actions)).toEqual([
    'ec2:DescribeAvailabilityZones',
    'ec2:DescribeSubnets',
    'es:ListInstanceTypeDetails',
    'iam:GetRole',
  ]);
});

it('asks for the zones of the account, and for those that have the instance type', async () => {
  const { problems, fine } = await asked({});
  expect(problems).toEqual([]);
  expect(fine).toBe('4 x r7g.large.search in us-west-1a (usw1-az1), us-west-1c (usw1-az2).');
  const few = await asked({ [machines]: details(['us-west-1c']) });
  expect(few.problems[0]!.seen).toMatch(/us-west-1a \(usw1-az1\) does not have its machines/);
});

it('tells an instance type that is not there from one whose zones are not said', async () => {
  const none = { status: 200, body: '{"InstanceTypeDetails":[]}' };
  const unsaid = {
    status: 200,
    body: JSON.stringify({ InstanceTypeDetails: [{ InstanceType: search.instanceType }] }),
  };
  expect((await asked({ [machines]: none })).problems).toHaveLength(1);
  expect((await asked({ [machines]: unsaid })).problems).toEqual([]);
});

it('sees that the role of OpenSearch Service is missing, and takes no other error for that', async () => {
  const error = (code: string, status: number) => ({
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  });
  const { problems } = await asked({ 'Action=GetRole': error('NoSuchEntity', 404) });
  expect(problems.map(({ remedy }) => remedy)).toEqual([expect.stringContaining('create-service-linked-role')]);
  await expect(asked({ 'Action=GetRole': error('AccessDenied', 403) })).rejects.toThrow('no');
});

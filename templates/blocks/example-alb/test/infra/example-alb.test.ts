import { expect, it } from '@jest/globals';
import { exampleAlb } from '../../infra/blocks/example-alb.ts';
import { onlyOne, templateWithExample } from './example-template.ts';

const template = templateWithExample(exampleAlb);
const rawBucket = expect.stringMatching(/-dev-raw-<AccountId>$/);

it('logs below raw/alb of the raw bucket, and is out of reach of the internet', () => {
  expect(onlyOne(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toMatchObject({
    Scheme: 'internal',
    LoadBalancerAttributes: expect.arrayContaining([
      { Key: 'access_logs.s3.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: rawBucket },
      { Key: 'access_logs.s3.prefix', Value: 'raw/alb' },
    ]),
  });
  for (const type of ['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint'])
    template.resourceCountIs(type, 0);
});

it('takes requests of the visitor, and of nothing else', () => {
  expect(onlyOne(template, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
    IpProtocol: 'tcp',
    FromPort: 80,
    ToPort: 80,
    GroupId: expect.stringMatching(/^<AlbGroup.*\.GroupId>$/),
    SourceSecurityGroupId: expect.stringMatching(/^<NetworkVisitors.*\.GroupId>$/),
  });
  expect(onlyOne(template, 'AWS::Lambda::Function')).toMatchObject({
    VpcConfig: {
      SecurityGroupIds: [expect.stringMatching(/^<NetworkVisitors/)],
      SubnetIds: [expect.anything(), expect.anything()],
    },
    Environment: {
      Variables: { SIGNS: 'false', URLS: expect.stringMatching(/^http:\/\/<AlbBalancer\w+\.DNSName>\/ /) },
    },
  });
});

it('has subnets and group until Lambda has removed its network interfaces', () => {
  const policies = Object.keys(template.findResources('AWS::IAM::Policy')).filter((id) => id.includes('Interfaces'));
  expect(policies).toHaveLength(1);
  for (const type of ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'])
    for (const [id, { DependsOn }] of Object.entries(template.findResources(type)))
      if (!id.startsWith('AlbGroup')) expect([id, DependsOn]).toEqual([id, expect.arrayContaining(policies)]);
});

import { expect, it } from '@jest/globals';
import { exampleVpcFlow } from '../../infra/blocks/example-vpc-flow.ts';
import { vpcFlow } from '../../processors/lib/access-event/vpc-flow.ts';
import { readingOf } from '../reading.ts';
import { onlyOne, templateWithExample } from './example-template.ts';

const template = templateWithExample(exampleVpcFlow);
const flowLog = onlyOne(template, 'AWS::EC2::FlowLog');

it('logs all traffic of the network below raw/vpc-flow of the raw bucket', () => {
  expect(flowLog).toMatchObject({
    ResourceType: 'VPC',
    ResourceId: expect.stringMatching(/^<NetworkVpc/),
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: expect.stringMatching(/^arn:.*-dev-raw-<AccountId>\/raw\/vpc-flow\/$/),
  });
  // files of Parquet are not read
  expect(flowLog).not.toHaveProperty('DestinationOptions');
});

it('writes fields that ingest reads', () => {
  const names = [...String(flowLog['LogFormat']).matchAll(/\$\{([\w-]+)\}/g)].map(([, name]) => name!);
  const line: Record<string, string> = {
    version: '5',
    'account-id': '111122223333',
    'interface-id': 'eni-1',
    srcaddr: '10.2.0.10',
    dstaddr: '10.2.0.250',
    srcport: '40000',
    dstport: '8080',
    protocol: '6',
    packets: '1',
    bytes: '60',
    start: '1767225600',
    end: '1767225660',
    action: 'REJECT',
    'log-status': 'OK',
    'flow-direction': 'egress',
  };
  expect(names.toSorted()).toEqual(Object.keys(line).toSorted());
  const file = [names, names.map((name) => line[name]!)].map((fields) => fields.join(' '));
  expect(readingOf(vpcFlow, ...file).at(-1)).toMatchObject({
    time: 1_767_225_600_000,
    client: '10.2.0.10',
    host: '10.2.0.250',
    path: '8080',
    outcome: 'REJECT',
    bytes: 60,
  });
});

it('has flows that the security group lets out, and flows that it rejects', () => {
  const groups = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
  expect(groups.map(({ Properties }) => Properties.SecurityGroupEgress)).toEqual([
    [{ CidrIp: '10.2.0.0/24', Description: expect.any(String), FromPort: 80, IpProtocol: 'tcp', ToPort: 80 }],
  ]);
  expect(onlyOne(template, 'AWS::Lambda::Function')).toMatchObject({
    Environment: { Variables: { URLS: 'http://10.2.0.250/ http://10.2.0.250:8080/' } },
  });
});

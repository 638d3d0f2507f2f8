import { describe, expect, it } from '@jest/globals';
import { neededBy, referencesIn } from './dependencies.ts';
import { isSame, reachOf } from './reach.ts';
import { idsOf, resourcesOf, settingsOf, stageNames, templateWith } from './synthesized.ts';

const iamPort = 9098;
const https = 443;

describe.each(stageNames)('the way to the cluster in stage %s', (name) => {
  const resources = resourcesOf(name);
  const { kafka, network } = settingsOf(name);
  const clients = idsOf(resources, 'AWS::EC2::SecurityGroup').find((id) => id.startsWith('NetworkClients'))!;
  const reach = reachOf(resources);
  const isOpen = (from: string, to: string, port: number) => reach.some((each) => isSame(each, { from, to, port }));
  const rules = idsOf(resources, 'AWS::EC2::SecurityGroupIngress').filter(
    (id) => resources[id]!.Properties['GroupId'] === kafka.securityGroupId,
  );
  const functions = Object.values(resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' && Properties['VpcConfig'] !== undefined
      ? [Properties['VpcConfig'] as { SubnetIds: string[]; SecurityGroupIds: unknown }]
      : [],
  );

  it('is in the VPC that the stage names, and the stack makes nothing in it but a security group', () => {
    expect(resources[clients]!.Properties['VpcId']).toBe(network.vpcId);
    const made = [
      'AWS::EC2::VPC',
      'AWS::EC2::VPCEndpoint',
      'AWS::EC2::NatGateway',
      'AWS::MSK::Cluster',
      'AWS::MSK::Topic',
    ];
    const named = made.flatMap((type) => idsOf(resources, type)).filter((id) => /^(Network|Topic)/.test(id));
    expect(named).toEqual([]);
  });

  it('is one rule in the group of the cluster, for the functions and for that port alone', () => {
    expect(rules.map((id) => resources[id]!.Properties)).toEqual([
      expect.objectContaining({ IpProtocol: 'tcp', FromPort: iamPort, ToPort: iamPort }),
    ]);
    expect(referencesIn(resources[rules[0]!]!.Properties['SourceSecurityGroupId'])).toEqual([clients]);
    const egress = idsOf(resources, 'AWS::EC2::SecurityGroupEgress').map((id) => resources[id]!.Properties['GroupId']);
    expect(egress).not.toContain(kafka.securityGroupId);
  });

  it('goes with the stack, as does the group of the functions', () => {
    for (const id of [clients, ...rules]) expect(resources[id]!.DeletionPolicy ?? 'Delete').toBe('Delete');
  });

  it('is open before the function of the deployment makes the topic', () => {
    const [topic] = idsOf(resources, 'Custom::EventsTopic');
    expect([...neededBy(resources, topic!)]).toEqual(expect.arrayContaining(rules));
  });

  it('leads every function in it to the brokers and to services of AWS', () => {
    expect(functions.length).toBeGreaterThan(0);
    for (const { SubnetIds, SecurityGroupIds } of functions) {
      expect(SubnetIds).toEqual(network.subnetIds.slice(0, SubnetIds.length));
      const its = referencesIn(SecurityGroupIds);
      expect(its.filter((id) => isOpen(id, kafka.securityGroupId, iamPort))).not.toEqual([]);
      expect(its.filter((id) => isOpen(id, 'anywhere', https))).not.toEqual([]);
    }
  });

  it('lets nobody in from outside, and opens no port but that of the brokers, and that of AWS', () => {
    expect(reach.filter(({ from }) => from === 'anywhere')).toEqual([]);
    expect(new Set(reach.map(({ port }) => port))).toEqual(new Set([iamPort, https]));
  });

  it('leads to a topic that no other stage has', () => {
    const topics = stageNames.map((each) => settingsOf(each).kafka.topic);
    expect(new Set(topics).size).toBe(topics.length);
  });

  it('needs a subnet for each zone', () => {
    const changed = { network: { ...network, subnetIds: network.subnetIds.slice(0, 1) } };
    expect(() => templateWith(name, changed)).toThrow('the brokers need');
  });
});

import { describe, expect, it } from '@jest/globals';
import { referencesIn } from './dependencies.ts';
import { isSame, reachOf } from './reach.ts';
import { idsOf, resourcesOf, settingsOf, stageNames, templateWith, type Resources } from './synthesized.ts';

const iamPort = 9098;
const https = 443;

describe.each(stageNames)('the network of the brokers in stage %s', (name) => {
  const resources = resourcesOf(name);
  const group = (purpose: string) =>
    idsOf(resources, 'AWS::EC2::SecurityGroup').find((id) => id.startsWith(`Network${purpose}`))!;
  const [brokers, clients] = [group('Brokers'), group('Clients')];
  const { network } = settingsOf(name);
  const clustersOf = (all: Resources) =>
    Object.values(all).filter(({ Type }) => /^AWS::MSK::(Serverless)?Cluster$/.test(Type));
  const reach = reachOf(resources);
  const isOpen = (from: string, to: string, port: number) => reach.some((each) => isSame(each, { from, to, port }));
  const functions = Object.values(resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' && Properties['VpcConfig'] !== undefined
      ? [Properties['VpcConfig'] as { SubnetIds: string[]; SecurityGroupIds: unknown }]
      : [],
  );

  it('is the VPC that the stage names, and the stack makes nothing in it but security groups', () => {
    for (const id of [brokers, clients]) expect(resources[id]!.Properties['VpcId']).toBe(network.vpcId);
    const made = idsOf(resources, 'AWS::EC2::VPC').filter((id) => id.startsWith('Network'));
    expect([made, idsOf(resources, 'AWS::EC2::VPCEndpoint'), idsOf(resources, 'AWS::EC2::NatGateway')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('has brokers, pollers and functions in the subnets that the stage names', () => {
    const [cluster] = clustersOf(resources);
    const text = JSON.stringify(cluster!.Properties);
    const used = network.subnetIds.filter((id) => text.includes(id));
    expect(used.length).toBeGreaterThan(1);
    expect(functions.length).toBeGreaterThan(0);
    for (const { SubnetIds } of functions) expect(SubnetIds).toEqual(used);
  });

  it('has brokers and pollers in one group, as Lambda takes the groups of the cluster', () => {
    const groups = referencesIn(clustersOf(resources).map(({ Properties }) => Properties)).filter(
      (id) => resources[id]?.Type === 'AWS::EC2::SecurityGroup',
    );
    expect(groups).toEqual([brokers]);
    expect(isOpen(brokers, brokers, iamPort)).toBe(true);
    expect(isOpen(brokers, 'anywhere', https)).toBe(true);
  });

  it('lets every function in it reach the brokers and services of AWS, and the brokers none of them', () => {
    for (const { SecurityGroupIds } of functions) {
      const its = referencesIn(SecurityGroupIds);
      expect(its.filter((id) => isOpen(id, brokers, iamPort))).not.toEqual([]);
      expect(its.filter((id) => isOpen(id, 'anywhere', https))).not.toEqual([]);
    }
    expect(isOpen(brokers, clients, iamPort)).toBe(false);
  });

  it('lets nobody in from outside, and opens no port but that of the brokers, and that of AWS', () => {
    expect(reach.filter(({ from }) => from === 'anywhere')).toEqual([]);
    expect(new Set(reach.map(({ port }) => port))).toEqual(new Set([iamPort, https]));
  });

  it('needs a subnet for each zone', () => {
    const changed = { network: { ...network, subnetIds: network.subnetIds.slice(0, 1) } };
    expect(() => templateWith(name, changed)).toThrow('the brokers need');
  });
});

import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import type { SearchSize } from '../../infra/blocks/search-size.ts';
import { mostZones, zonesOf } from '../../infra/blocks/zones.ts';
import { project } from '../../infra/project.ts';
import { neededBy, referencesIn, statementsOf, statementsOfFunctions } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('is reached by functions in its own network only (%s)', (stage) => {
  const template = templateOf(stage);
  template.resourceCountIs('AWS::EC2::InternetGateway', 0);
  template.resourceCountIs('AWS::EC2::NatGateway', 0);
  template.hasResourceProperties('AWS::OpenSearchService::Domain', {
    VPCOptions: Match.anyValue(),
    EncryptionAtRestOptions: { Enabled: true },
    NodeToNodeEncryptionOptions: { Enabled: true },
    // of the policies that there are, the only ones without TLS 1.0 and 1.1
    DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: Match.stringLikeRegexp('^Policy-Min-TLS-1-2-') },
  });
});

it.each(stageNames)('answers those functions only, and calls nobody (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [domain] = idsOf(resources, 'AWS::OpenSearchService::Domain');
  const { SecurityGroupIds } = resources[domain!]!.Properties['VPCOptions'] as { SecurityGroupIds: unknown[] };
  const groups = referencesIn(SecurityGroupIds);
  expect(groups).toHaveLength(1);
  const placed = Object.values(resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' ? [(Properties['VpcConfig'] ?? {}) as Record<string, unknown>] : [],
  );
  const clients = new Set(placed.flatMap((config) => referencesIn(config['SecurityGroupIds'])));
  expect(idsOf(resources, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  const own = resources[groups[0]!]!.Properties;
  const into = own['SecurityGroupIngress'] as Record<string, unknown>[];
  expect(into).toEqual([expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 })]);
  expect(referencesIn(into[0]!['SourceSecurityGroupId'])).toEqual([...clients]);
  // what CDK writes where nothing may go out
  expect(own['SecurityGroupEgress']).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
});

it.each(stageNames)('may write its log before it is made, and no domain of another account may (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [domain] = idsOf(resources, 'AWS::OpenSearchService::Domain');
  const policies = idsOf(resources, 'AWS::Logs::ResourcePolicy');
  expect(policies).toHaveLength(1);
  expect([...neededBy(resources, domain!)]).toContain(policies[0]);
  const document = JSON.stringify(resources[policies[0]!]!.Properties['PolicyDocument']).replaceAll('\\"', '"');
  expect(document).toContain('"Principal":{"Service":"es.amazonaws.com"}');
  expect(document).toMatch(/"Condition":\{"StringEquals":\{"aws:SourceAccount":/);
});

it.each(stageNames)('gives each function its ways to S3 and DynamoDB for as long as it is there (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const ways = ['AWS::EC2::VPCEndpoint', 'AWS::EC2::SubnetRouteTableAssociation'].flatMap((type) =>
    idsOf(resources, type),
  );
  const placed = Object.values(resources).filter(({ Properties }) => Properties?.['VpcConfig'] !== undefined);
  expect(placed.length).toBeGreaterThan(0);
  for (const { DependsOn } of placed) expect(DependsOn).toEqual(expect.arrayContaining(ways));
  const services = idsOf(resources, 'AWS::EC2::VPCEndpoint').map((id) =>
    JSON.stringify(resources[id]!.Properties['ServiceName']).replace(/^.*\.(\w+)\W*$/, '$1'),
  );
  expect(services.toSorted()).toEqual(['dynamodb', 's3']);
});

it.each(stageNames)('logs the traffic that is refused, and no other (%s)', (stage) => {
  templateOf(stage).allResourcesProperties('AWS::EC2::FlowLog', { TrafficType: 'REJECT' });
  templateOf(stage).resourceCountIs('AWS::EC2::FlowLog', idsOf(resourcesOf(stage), 'AWS::EC2::VPC').length);
});

it.each(stageNames)('is upgraded in place by a deployment with another version (%s)', (stage) => {
  templateOf(stage).hasResource('AWS::OpenSearchService::Domain', { UpdatePolicy: { EnableVersionUpgrade: true } });
});

it.each(stageNames)(
  'lets Lambda remove the interfaces of a function for as long as its network is there (%s)',
  (stage) => {
    const resources = resourcesOf(stage);
    const placed = Object.entries(resources).filter(([, { Properties }]) => Properties?.['VpcConfig'] !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of placed) {
      const [role] = referencesIn(Properties['Role']);
      const network = referencesIn(Properties['VpcConfig']);
      const own = statementsOf(resources).filter(({ roles }) => roles.includes(role!));
      const removing = own.filter(
        ({ effect, actions }) => effect === 'Allow' && actions.includes('ec2:DeleteNetworkInterface'),
      );
      expect(removing).toHaveLength(1);
      expect(network.length).toBeGreaterThan(1);
      for (const part of network) expect([...neededBy(resources, part)]).toContain(removing[0]!.policy);
      // nothing that goes before the function takes them away
      expect(neededBy(resources, removing[0]!.policy).has(id)).toBe(false);
    }
  },
);

it.each(stageNames)("keeps the network interfaces from the functions' own code (%s)", (stage) => {
  const resources = resourcesOf(stage);
  const about = statementsOfFunctions(resources).filter(({ actions }) =>
    actions.some((action) => action.startsWith('ec2:')),
  );
  for (const { policy, effect, actions } of about.filter((each) => each.effect === 'Allow')) {
    const denied = about.find((each) => each.policy === policy && each.effect === 'Deny');
    expect([policy, effect, denied?.actions]).toEqual([policy, 'Allow', expect.arrayContaining(actions)]);
    expect(denied!.resources).toEqual(['*']);
    expect(Object.keys(denied!.condition as object)).toEqual(['ArnLike']);
    expect(JSON.stringify(denied!.condition)).toMatch(/"lambda:SourceFunctionArn":.*:function:\*"/);
  }
});

it.each(stageNames)('keeps the network of a domain that is kept (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [domain] = idsOf(resources, 'AWS::OpenSearchService::Domain');
  const { SubnetIds, SecurityGroupIds } = resources[domain!]!.Properties['VPCOptions'] as Record<string, unknown>;
  const subnets = referencesIn(SubnetIds);
  const vpcs = subnets.flatMap((id) => referencesIn(resources[id]!.Properties['VpcId']));
  const network = [...subnets, ...referencesIn(SecurityGroupIds), ...vpcs];
  expect(network.length).toBeGreaterThan(2);
  for (const id of network) expect(resources[id]!.DeletionPolicy).toBe(resources[domain!]!.DeletionPolicy);
});

it.each(stageNames)('warns before a disk is so full that writes are refused (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [domain] = idsOf(resources, 'AWS::OpenSearchService::Domain');
  const { VolumeSize } = resources[domain!]!.Properties['EBSOptions'] as { VolumeSize: number };
  templateOf(stage).hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'FreeStorageSpace',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: (VolumeSize * 1024) / 4,
  });
});

it('survives the loss of a zone in prod', () => {
  const most = mostZones(project.stages.prod.region);
  templateOf('prod').hasResourceProperties('AWS::OpenSearchService::Domain', {
    ClusterConfig: {
      InstanceCount: most,
      DedicatedMasterCount: 3,
      ZoneAwarenessEnabled: true,
      ZoneAwarenessConfig: { AvailabilityZoneCount: most },
    },
  });
});

describe('the zones of a domain', () => {
  const size: SearchSize = { instanceType: 'm7g.large.search', zones: 2, dataNodes: 4, masterNodes: 3, volumeSize: 10 };

  it('are those that it names, or the first that CloudFormation finds', () => {
    const zoneIds = ['use1-az2', 'use1-az6'];
    expect(zonesOf('prod', { ...size, zoneIds }, 'us-east-1')).toEqual(
      zoneIds.map((availabilityZoneId) => ({ availabilityZoneId })),
    );
    expect(zonesOf('prod', size, undefined).map((zone) => Object.keys(zone))).toEqual([
      ['availabilityZone'],
      ['availabilityZone'],
    ]);
  });

  it('are no more than an account gets in the region', () => {
    expect([mostZones('us-west-1'), mostZones('eu-west-1'), mostZones(undefined)]).toEqual([2, 3, 3]);
    expect(zonesOf('prod', size, 'us-west-1')).toHaveLength(2);
  });

  it.each<[string, Partial<SearchSize>, string | undefined, RegExp]>([
    [
      'more than a region has',
      { zones: 3, dataNodes: 3 },
      'us-west-1',
      /zones is 3, and a domain in us-west-1 can have 1 to 2/,
    ],
    ['more than a domain takes', { zones: 4 }, undefined, /zones is 4, and a domain can have 1 to 3/],
    ['none', { zones: 0 }, undefined, /zones is 0/],
    ['fewer ids than zones', { zoneIds: ['use1-az1'] }, undefined, /zoneIds names use1-az1, and zones is 2/],
    ['one id twice', { zoneIds: ['use1-az1', 'use1-az1'] }, undefined, /name 2 different ones/],
    ['a name for an id', { zoneIds: ['us-east-1a', 'use1-az1'] }, undefined, /"us-east-1a", which is no zone id/],
    [
      'nodes that cannot be spread evenly',
      { dataNodes: 3 },
      undefined,
      /dataNodes is 3, and has to be a multiple of zones \(2\)/,
    ],
    ['masters that cannot elect one', { masterNodes: 2 }, undefined, /masterNodes is 2/],
  ])('cannot be %s', (_, change, region, message) => {
    expect(() => zonesOf('prod', { ...size, ...change }, region)).toThrow(message);
  });
});

it('lets each function make the requests it has to make, and no others', () => {
  const allowed = Object.entries(resourcesOf('prod'))
    // the history has tests of its own
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && !id.startsWith('History'))
    .map(
      ([id, { Properties }]) =>
        [/^[A-Z][a-z]+/.exec(id)![0], requests(Properties['PolicyDocument']).toSorted()] as const,
    )
    .filter(([, paths]) => paths.length > 0);
  // a stage may have a canary or not
  const { Canary: canary = ['Post _search'], ...others }: Record<string, unknown> = Object.fromEntries(allowed);
  expect(canary).toEqual(['Post _search']);
  expect(others).toEqual({
    Index: ['Get _mapping', 'Put 000001', 'Put _index_template', 'Put _mapping'],
    Indexer: ['Get _mapping', 'Post _bulk', 'Post _mget'],
    Purge: ['Post _bulk', 'Post _search'],
    Api: ['Post _search'],
    // an operator can read the state of the domain and change nothing
    Engine: [
      'Get _cat',
      'Get _cat',
      'Get _cat',
      'Get _cat',
      'Get _cat',
      'Get _cluster',
      'Get _cluster',
      'Get _cluster',
    ],
  });

  /** Method and last part of each path, without the name of the index. */
  function requests(document: unknown): string[] {
    const { Statement } = document as { Statement: { Action: string | string[]; Resource: unknown }[] };
    return Statement.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) =>
        action.startsWith('es:ESHttp')
          ? [Resource].flat().map((resource) => {
              const path = (resource as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].at(-1) as string;
              return `${action.slice('es:ESHttp'.length)} ${/_[a-z_]+|\d{6}$/.exec(path)![0]}`;
            })
          : [],
      ),
    );
  }
});

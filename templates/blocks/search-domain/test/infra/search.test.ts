import { expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('is reached by functions in its own network only (%s)', (stage) => {
  const template = templateOf(stage);
  template.resourceCountIs('AWS::EC2::InternetGateway', 0);
  template.resourceCountIs('AWS::EC2::NatGateway', 0);
  template.hasResourceProperties('AWS::OpenSearchService::Domain', {
    VPCOptions: Match.anyValue(),
    EncryptionAtRestOptions: { Enabled: true },
    NodeToNodeEncryptionOptions: { Enabled: true },
    DomainEndpointOptions: { EnforceHTTPS: true },
  });
});

it.each(stageNames)('gives each function its ways to S3 and DynamoDB for as long as it is there (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const ways = ['AWS::EC2::VPCEndpoint', 'AWS::EC2::SubnetRouteTableAssociation'].flatMap((type) =>
    idsOf(resources, type),
  );
  const placed = Object.values(resources).filter(({ Properties }) => Properties?.['VpcConfig'] !== undefined);
  expect(placed.length).toBeGreaterThan(0);
  for (const { DependsOn } of placed) expect(DependsOn).toEqual(expect.arrayContaining(ways));
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
  templateOf('prod').hasResourceProperties('AWS::OpenSearchService::Domain', {
    ClusterConfig: { InstanceCount: 3, DedicatedMasterCount: 3, ZoneAwarenessConfig: { AvailabilityZoneCount: 3 } },
  });
});

it('lets each function make the requests it has to make, and no others', () => {
  const allowed = Object.entries(resourcesOf('prod'))
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
    .map(
      ([id, { Properties }]) =>
        [/^[A-Z][a-z]+/.exec(id)![0], requests(Properties['PolicyDocument']).toSorted()] as const,
    )
    .filter(([, paths]) => paths.length > 0);
  expect(Object.fromEntries(allowed)).toEqual({
    Index: ['Get _mapping', 'Put 000001', 'Put _index_template', 'Put _mapping'],
    Indexer: ['Get _mapping', 'Post _bulk', 'Post _mget'],
    Purge: ['Post _bulk', 'Post _search'],
    Api: ['Post _search'],
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

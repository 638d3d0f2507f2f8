import { describe, expect, it } from '@jest/globals';
import { definition, pipeline } from '../../processors/history-setup/definition.ts';
import { historyName } from '../../processors/lib/history-indexes.ts';
import { referencesIn, statementsOf, statementsOfFunctions } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface ToDomain {
  DomainARN: unknown;
  IndexName: string;
  IndexRotationPeriod: string;
  BufferingHints: { SizeInMBs: number };
  RetryOptions: { DurationInSeconds: number };
  S3BackupMode: string;
  S3Configuration: { BucketARN: unknown; Prefix: string; ErrorOutputPrefix: string };
  ProcessingConfiguration: { Processors: { Parameters: { ParameterName: string; ParameterValue: unknown }[] }[] };
  VpcConfiguration: { SubnetIds: unknown[]; SecurityGroupIds: unknown[] };
}

describe.each(stageNames)('the way of the history into the domain, in stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const delivery = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream').find((id) => id.startsWith('History'))!;
  const { Properties } = resources[delivery]!;
  const to = Properties['AmazonopensearchserviceDestinationConfiguration'] as ToDomain;
  const [domain] = idsOf(resources, 'AWS::OpenSearchService::Domain');
  const [stream] = idsOf(resources, 'AWS::Kinesis::Stream');

  it('is there before anything writes to the stream: Firehose begins at LATEST when it becomes ACTIVE', () => {
    expect(Properties).toMatchObject({
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: { 'Fn::GetAtt': [stream, 'Arn'] } },
    });
    const writers = Object.entries(resources).filter(([, { Type, Properties: properties }]) => {
      if (Type === 'AWS::DynamoDB::GlobalTable') return JSON.stringify(properties).includes(stream!);
      return Type === 'Custom::ChangeCapture';
    });
    expect(writers).not.toHaveLength(0);
    for (const [id, { DependsOn }] of writers as [string, { DependsOn?: string[] }][])
      expect([id, DependsOn]).toEqual([id, expect.arrayContaining([delivery])]);
  });

  it('leads to the domain, among its clients', () => {
    expect(referencesIn(to.DomainARN)).toEqual([domain]);
    const { SubnetIds, SecurityGroupIds } = resources[domain!]!.Properties['VPCOptions'] as {
      SubnetIds: unknown[];
      SecurityGroupIds: unknown[];
    };
    expect(to.VpcConfiguration.SubnetIds).toEqual(SubnetIds);
    const [group] = referencesIn(SecurityGroupIds);
    const ingress = resources[group!]!.Properties['SecurityGroupIngress'] as { SourceSecurityGroupId: unknown }[];
    expect(referencesIn(to.VpcConfiguration.SecurityGroupIds)).toEqual(
      ingress.flatMap(({ SourceSecurityGroupId }) => referencesIn(SourceSecurityGroupId)),
    );
  });

  it('leaves the names of indexes and documents to the pipeline', () => {
    expect(to.IndexName).toBe(historyName);
    expect(to.IndexRotationPeriod).toBe('NoRotation');
    expect(pipeline.processors[0]).toEqual({ set: { field: '_id', value: '{{{change_id}}}' } });
    const template = definition.find(({ path }) => path.startsWith('/_index_template/'))!.body as {
      index_patterns: string[];
      template: { settings: { default_pipeline: string } };
    };
    expect(template.index_patterns).toContain(to.IndexName);
    const put = definition.findIndex(
      ({ path }) => path === `/_ingest/pipeline/${template.template.settings.default_pipeline}`,
    );
    expect(put).toBe(0);
  });

  it('parks below a prefix what the domain does not take, each kind by itself', () => {
    expect(to.S3BackupMode).toBe('FailedDocumentsOnly');
    expect(referencesIn(to.S3Configuration.BucketARN)[0]).toMatch(/^Failures/);
    expect(to.S3Configuration.ErrorOutputPrefix).toMatch(/^history\/!\{firehose:error-output-type\}\//);
    expect(to.RetryOptions.DurationInSeconds).toBe(7200);
  });

  it('writes to the failure store of this account: no bucket of another one that takes the name gets changes', () => {
    const own = statementsOf(resources).filter(
      ({ policy, actions }) =>
        policy.startsWith('HistoryDelivery') && actions.some((action) => action.startsWith('s3:')),
    );
    expect(own.flatMap(({ actions }) => actions)).toEqual(expect.arrayContaining(['s3:ListBucket', 's3:PutObject']));
    for (const { condition } of own)
      expect(condition).toEqual({ StringEquals: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } });
  });

  it('tries the transform again, with batches whose answers stay below the limit of Lambda', () => {
    const { Processors } = to.ProcessingConfiguration;
    const parameters = Object.fromEntries(
      Processors[0]!.Parameters.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]),
    );
    expect(parameters).toMatchObject({ NumberOfRetries: '3', BufferSizeInMBs: '1', BufferIntervalInSeconds: '60' });
  });

  it('warns at half of the time for which the stream keeps a change', () => {
    const alarm = Object.values(resources).find(
      ({ Type, Properties: properties }) =>
        Type === 'AWS::CloudWatch::Alarm' && JSON.stringify(properties).includes('OpenSearchService.DataFreshness'),
    );
    const { RetentionPeriodHours } = resources[stream!]!.Properties as { RetentionPeriodHours: number };
    expect(alarm!.Properties['Threshold']).toBe((RetentionPeriodHours * 3600) / 2);
  });

  it('sends requests that the smallest domain takes', () => {
    expect(to.BufferingHints.SizeInMBs).toBeLessThanOrEqual(5);
  });
});

it.each(stageNames)('each function may make the requests it has to make, and no others (%s)', (stage) => {
  const own = statementsOfFunctions(resourcesOf(stage)).filter(({ policy }) => policy.startsWith('History'));
  const requests = own.flatMap(({ policy, actions, resources }) =>
    actions
      .filter((action) => action.startsWith('es:'))
      .flatMap((action) =>
        resources.map((resource) => {
          const path = (resource as { 'Fn::Join': [string, string[]] })['Fn::Join'][1].at(-1)!;
          return `${/^History[A-Z][a-z]+/.exec(policy)![0]}: ${action} ${path.replaceAll(historyName, 'NAME')}`;
        }),
      ),
  );
  expect(requests.toSorted()).toEqual([
    'HistoryRetention: es:ESHttpDelete /NAME-*',
    'HistoryRetention: es:ESHttpGet /NAME-*/_mapping',
    'HistorySearch: es:ESHttpPost /NAME-*/_search',
    'HistorySetup: es:ESHttpPut /_index_template/NAME',
    'HistorySetup: es:ESHttpPut /_ingest/pipeline/NAME',
  ]);
});

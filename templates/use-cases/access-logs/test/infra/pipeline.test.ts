import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stages } from '../../infra/config.ts';
import { rawPrefix } from '../../processors/lib/log-object.ts';
import { referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, projectFolder, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  const resources = resourcesOf(name);
  const template = templateOf(name);
  const stage = stages.find((each) => each.name === name)!;
  const idOf = (type: string, begins: string): string => idsOf(resources, type).find((id) => id.startsWith(begins))!;
  const propertiesOf = (type: string, begins: string): Record<string, any> => resources[idOf(type, begins)]!.Properties;
  const [rawId, queueId, deadId] = [
    idOf('AWS::S3::Bucket', 'Raw'),
    idOf('AWS::SQS::Queue', 'RawQueue'),
    idOf('AWS::SQS::Queue', 'RawDeadLetters'),
  ];

  it('tells the queue of every object below raw/, however it was written', () => {
    expect(propertiesOf('AWS::S3::Bucket', 'Raw')['NotificationConfiguration']).toEqual({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Queue: { 'Fn::GetAtt': [queueId, 'Arn'] },
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: rawPrefix }] } },
        },
      ],
    });
  });

  it('lets S3 send on behalf of this bucket of this account only', () => {
    const [policy] = Object.values(template.findResources('AWS::SQS::QueuePolicy')).filter(({ Properties }) =>
      JSON.stringify(Properties.PolicyDocument).includes('s3.amazonaws.com'),
    );
    const send = policy!['Properties'].PolicyDocument.Statement.find(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(send).toMatchObject({
      Action: 'sqs:SendMessage',
      Principal: { Service: 's3.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    const { BucketName } = propertiesOf('AWS::S3::Bucket', 'Raw');
    const arn = send.Condition.ArnEquals['aws:SourceArn']['Fn::Join'][1] as unknown[];
    const bucket = BucketName['Fn::Join'][1] as unknown[];
    expect(JSON.stringify(arn)).toContain(':s3:::' + String(bucket[0]));
    expect(arn.at(-1)).toEqual(bucket.at(-1));
  });

  it('hides a message for six timeouts, tries it five times, and then keeps it for 14 days', () => {
    const { Timeout } = propertiesOf('AWS::Lambda::Function', 'Ingest');
    const queue = propertiesOf('AWS::SQS::Queue', 'RawQueue');
    expect(queue['VisibilityTimeout']).toBe(6 * Timeout);
    expect(queue['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] },
      maxReceiveCount: 5,
    });
    expect(resources[deadId]!.Properties['MessageRetentionPeriod']).toBe(14 * 86_400);
  });

  it('runs ingest for the queue, as often at once as the stage says, and message by message', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queueId, 'Arn'] },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: stage.ingestConcurrency },
    });
  });

  it('cannot make itself run again: no function may write to the raw bucket', () => {
    const allowed = statementsOf(resources).filter(
      (statement) => statement.effect === 'Allow' && JSON.stringify(statement.resources).includes(rawId),
    );
    expect(allowed.flatMap(({ actions }) => actions)).toEqual(['s3:GetObjectVersion']);
  });

  it('reads the stream before ingest writes to it: Firehose begins at LATEST when it becomes ACTIVE', () => {
    const [delivery] = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream');
    const ingest = idOf('AWS::Lambda::Function', 'Ingest');
    expect((resources[ingest] as { DependsOn?: string[] }).DependsOn).toContain(delivery);
    const mapping = idOf('AWS::Lambda::EventSourceMapping', 'Ingest');
    expect(referencesIn(resources[mapping]!.Properties['FunctionName'])).toEqual([ingest]);
  });

  it('keeps every version of a log, and none longer than the stage says', () => {
    const { VersioningConfiguration, LifecycleConfiguration } = propertiesOf('AWS::S3::Bucket', 'Raw');
    expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
    const days = (LifecycleConfiguration.Rules as Record<string, any>[]).flatMap(
      ({ ExpirationInDays, NoncurrentVersionExpiration }) => [
        ...(ExpirationInDays === undefined ? [] : [ExpirationInDays]),
        ...(NoncurrentVersionExpiration === undefined ? [] : [NoncurrentVersionExpiration.NoncurrentDays]),
      ],
    );
    const kept = stage.rawRetention?.toDays();
    expect(days).toEqual(kept === undefined ? [] : [kept, kept]);
  });

  it('has the lake convert what ingest packs, without a function in between', () => {
    const { ExtendedS3DestinationConfiguration: lake } = propertiesOf(
      'AWS::KinesisFirehose::DeliveryStream',
      'LakeDelivery',
    );
    expect(lake.ProcessingConfiguration).toBeUndefined();
    expect(lake.DataFormatConversionConfiguration).toMatchObject({
      Enabled: true,
      InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
    });
  });

  it('has a column for each member of an event, and no other', () => {
    const schema = JSON.parse(readFileSync(join(projectFolder, 'contract', 'access-event.schema.json'), 'utf8')) as {
      properties: Record<string, unknown>;
    };
    const { TableInput } = propertiesOf('AWS::Glue::Table', 'Lake');
    const columns = TableInput.StorageDescriptor.Columns as { Name: string }[];
    expect(columns.map(({ Name }) => Name)).toEqual(Object.keys(schema.properties));
  });

  it('ends a query of Athena that reads more than 100 GB, whatever its client asks for', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      WorkGroupConfiguration: { BytesScannedCutoffPerQuery: 100_000_000_000, EnforceWorkGroupConfiguration: true },
    });
  });

  it('allows nothing as such: no action is a wildcard', () => {
    const actions = statementsOf(resources)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => statement.actions);
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});

it('names no alarm in docs/delivery.md that the runbook does not have', () => {
  const read = (page: string) => readFileSync(join(projectFolder, 'docs', page), 'utf8');
  const named = [...read('delivery.md').matchAll(/\*([\w ]+: [\w ]+)\*/g)].map(([, alarm]) => alarm!);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((alarm) => !read('runbook/index.md').includes(`[${alarm}]`))).toEqual([]);
});

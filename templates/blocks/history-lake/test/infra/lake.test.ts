import { describe, expect, it } from '@jest/globals';
import { historyTable } from '../../infra/history-table.ts';
import { lakeSettings } from '../../infra/lake-settings.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Extended {
  BufferingHints: { SizeInMBs: number; IntervalInSeconds: number };
  CompressionFormat: string;
  Prefix: string;
  ErrorOutputPrefix: string;
  ProcessingConfiguration: {
    Processors: { Type: string; Parameters: { ParameterName: string; ParameterValue: unknown }[] }[];
  };
}

describe.each(stageNames)('the lake of stage %s', (name) => {
  const resources = resourcesOf(name);
  const [delivery, ...more] = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream').filter(
    (id) => resources[id]!.Properties['ExtendedS3DestinationConfiguration'] !== undefined,
  );
  const [stream] = idsOf(resources, 'AWS::Kinesis::Stream');
  const { Properties = {} } = resources[delivery!]!;
  const extended = Properties['ExtendedS3DestinationConfiguration'] as unknown as Extended;
  const settings = lakeSettings[name];

  it('has one delivery stream, which reads the stream of changes', () => {
    expect(more).toEqual([]);
    expect(Properties).toMatchObject({
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: { 'Fn::GetAtt': [stream, 'Arn'] } },
    });
  });

  it('is there before anything writes to the stream: Firehose begins at LATEST when it becomes ACTIVE', () => {
    const writers = Object.entries(resources).filter(([, { Type, Properties: properties }]) => {
      if (Type === 'AWS::DynamoDB::GlobalTable') return JSON.stringify(properties).includes(stream!);
      return Type === 'Custom::ChangeCapture';
    });
    expect(writers).not.toHaveLength(0);
    for (const [id, { DependsOn }] of writers as [string, { DependsOn?: string[] }][])
      expect([id, DependsOn]).toEqual([id, expect.arrayContaining([delivery])]);
  });

  it('keeps what Firehose demands of a conversion to Parquet, and the interval of its stage', () => {
    expect(extended.CompressionFormat).toBe('UNCOMPRESSED');
    expect(extended.BufferingHints.SizeInMBs).toBeGreaterThanOrEqual(64);
    expect(extended.BufferingHints.IntervalInSeconds).toBe(settings.interval.toSeconds());
    expect(settings.interval.toSeconds()).toBeLessThanOrEqual(900);
  });

  it('keeps errors apart from rows, each kind by itself', () => {
    expect(extended.Prefix).toBe('changes/day=!{timestamp:yyyy-MM-dd}/');
    expect(extended.ErrorOutputPrefix).toMatch(/^errors\/!\{firehose:error-output-type\}\//);
  });

  it('is in this account: no bucket of another one that takes the name gets rows', () => {
    const ofBucket = statementsOf(resources).filter(({ actions, resources: of }) => {
      const about = JSON.stringify(of);
      return about.includes('"Lake') && actions.some((action) => action.startsWith('s3:') && action !== 's3:*');
    });
    expect(ofBucket.flatMap(({ actions }) => actions)).toEqual(
      expect.arrayContaining(['s3:ListBucket', 's3:PutObject']),
    );
    for (const { condition } of ofBucket)
      expect(condition).toEqual({ StringEquals: { 's3:ResourceAccount': { Ref: 'AWS::AccountId' } } });
  });

  it('tries the transform again, with batches whose answers stay below the limit of Lambda', () => {
    const [processor] = extended.ProcessingConfiguration.Processors;
    const parameters = Object.fromEntries(
      processor!.Parameters.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]),
    );
    expect(parameters).toMatchObject({ NumberOfRetries: '3', BufferSizeInMBs: '1', BufferIntervalInSeconds: '60' });
  });

  it('warns at half of the time for which the stream keeps a record', () => {
    const alarms = Object.values(resources).filter(({ Properties: properties }) =>
      JSON.stringify(properties ?? {}).includes('DeliveryToS3.DataFreshness'),
    );
    const [alarm] = alarms.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const { RetentionPeriodHours } = resources[stream!]!.Properties as unknown as { RetentionPeriodHours: number };
    expect((alarm!.Properties as unknown as { Threshold: number }).Threshold).toBe((RetentionPeriodHours * 3600) / 2);
  });

  it('has no expiration for errors, and for rows the one of its stage', () => {
    const buckets = Object.values(resources).filter(({ Type }) => Type === 'AWS::S3::Bucket');
    const rules = buckets.flatMap(
      ({ Properties: properties }) =>
        (
          properties as unknown as {
            LifecycleConfiguration: { Rules: { Prefix?: string; ExpirationInDays?: number }[] };
          }
        ).LifecycleConfiguration.Rules,
    );
    const expiring = rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    expect(expiring.map(({ Prefix }) => Prefix)).not.toContain(undefined);
    expect(expiring.filter(({ Prefix }) => Prefix?.startsWith('errors'))).toEqual([]);
    const rows = expiring.find(({ Prefix }) => Prefix === 'changes/');
    expect(rows?.ExpirationInDays).toBe(settings.keep?.toDays());
  });
});

describe('the table of the lake', () => {
  const names = historyTable.columns.map(({ name }) => name);

  it('has columns that Glue keeps as they are', () => {
    for (const column of [...names, historyTable.name]) expect(column).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every attribute that the transform writes, but for the change itself where that is needed', () => {
    const key = { id: { S: 'a' }, set: { SS: ['a'] } };
    const dynamodb = { ApproximateCreationDateTime: 1, Keys: key, NewImage: key, OldImage: key };
    const row = historyRow(
      Buffer.from(JSON.stringify({ eventID: 'a', eventName: 'MODIFY', tableName: 't', dynamodb })),
    );
    expect(Object.keys(JSON.parse(row) as object).toSorted()).toEqual([...names, 'change'].toSorted());
  });

  it.each(historyTable.queries.map((query) => [query.name, query] as const))(
    'has the query %s, which names its columns and limits the days that it reads',
    (_, { sql }) => {
      const text = sql('"a"."b"');
      expect(text).toContain('FROM "a"."b"');
      expect(text).toMatch(/WHERE day (=|>=) /);
      const words = [...text.matchAll(/\b(change_\w+|changed_\w+|item\w*|version)\b/g)].map(([word]) => word);
      expect(words.filter((word) => !names.includes(word))).toEqual([]);
    },
  );
});

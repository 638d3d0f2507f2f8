import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the raw zone of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const only = (type: string, begin: string): Record<string, any> => {
    const ids = idsOf(resources, type).filter((id) => id.startsWith(begin));
    expect(ids).toHaveLength(1);
    return resources[ids[0]!]!.Properties;
  };
  const delivery = only('AWS::KinesisFirehose::DeliveryStream', 'Raw');
  const destination = delivery['ExtendedS3DestinationConfiguration'];
  const { TableInput: table } = only('AWS::Glue::Table', 'LakeTable');

  it('takes what is put, encrypted', () => {
    expect(delivery).toMatchObject({
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    });
  });

  it('is where the table looks for it, hour by hour', () => {
    expect(destination.Prefix).toBe('raw/hour=!{timestamp:yyyy-MM-dd-HH}/');
    expect(table).toMatchObject({
      Name: 'raw_events',
      PartitionKeys: [{ Name: 'hour', Type: 'string' }],
      Parameters: {
        'projection.enabled': 'true',
        'projection.hour.type': 'date',
        'projection.hour.format': 'yyyy-MM-dd-HH',
        'projection.hour.interval': '1',
        'projection.hour.interval.unit': 'HOURS',
        'storage.location.template': { 'Fn::Join': ['', ['s3://', expect.anything(), '/raw/hour=${hour}/']] },
      },
    });
  });

  it('is written as the columns of that table say', () => {
    const { SchemaConfiguration: schema } = destination.DataFormatConversionConfiguration;
    expect(schema).toMatchObject({ TableName: 'raw_events', VersionId: 'LATEST' });
    expect(table.StorageDescriptor.Columns.map(({ Name }: { Name: string }) => Name)).toEqual(
      expect.arrayContaining(['event_id', 'entity_id', 'sequence', 'kafka_partition', 'kafka_offset', 'line']),
    );
  });

  it('has nothing of it lost before an alarm says so: Firehose keeps it for 24 hours', () => {
    expect(only('AWS::CloudWatch::Alarm', 'RawLate')['Threshold']).toBe(12 * 3600);
  });
});

import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Policy {
  PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] };
  Roles: { Ref: string }[];
}

describe.each(stageNames)('the raw zone of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const only = (type: string, begin: string): { id: string; properties: Record<string, any>; waitsFor: string[] } => {
    const ids = idsOf(resources, type).filter((id) => id.startsWith(begin));
    expect(ids).toHaveLength(1);
    const { Properties, DependsOn = [] } = resources[ids[0]!] as { Properties: object; DependsOn?: string[] };
    return { id: ids[0]!, properties: Properties, waitsFor: DependsOn };
  };
  const { properties: delivery, waitsFor } = only('AWS::KinesisFirehose::DeliveryStream', 'Raw');
  const destination = delivery['ExtendedS3DestinationConfiguration'];
  const { TableInput: table } = only('AWS::Glue::Table', 'LakeTable').properties;
  /** The statements of the role of the delivery stream that name an action. */
  const allowing = (action: string) =>
    idsOf(resources, 'AWS::IAM::Policy')
      .map((id) => resources[id]!.Properties as unknown as Policy)
      .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith('RawRole')))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().includes(action))
      .map(({ Resource }) => JSON.stringify(Resource));

  it('is read from the oldest record of the topic on, through the network of AWS', () => {
    expect(delivery).toMatchObject({
      DeliveryStreamType: 'MSKAsSource',
      MSKSourceConfiguration: {
        ReadFromTimestamp: '1970-01-01T00:00:00Z',
        AuthenticationConfiguration: { Connectivity: 'PRIVATE' },
      },
    });
  });

  it('may read that topic, and no other', () => {
    const { TopicName } = delivery['MSKSourceConfiguration'];
    const [topic, ...more] = allowing('kafka-cluster:ReadData');
    expect(more).toEqual([]);
    expect(topic).toMatch(new RegExp(`:topic/.*/${TopicName}"`));
    expect(topic).not.toContain('*');
    expect(allowing('kafka-cluster:WriteData')).toEqual([]);
  });

  it('is made when Firehose may read, and the topic is there', () => {
    const topic = idsOf(resources, 'Custom::EventsTopic')[0];
    expect(waitsFor).toEqual(expect.arrayContaining([topic, expect.stringMatching(/^RawRoleDefaultPolicy/)]));
  });

  it('gets rows from the landing, in batches whose answer Lambda takes', () => {
    const [{ Type, Parameters }, ...more] = destination.ProcessingConfiguration.Processors;
    const said = Object.fromEntries(
      Parameters.map(({ ParameterName, ParameterValue }: Record<string, unknown>) => [ParameterName, ParameterValue]),
    );
    expect([Type, more]).toEqual(['Lambda', []]);
    expect(Number(said.BufferSizeInMBs)).toBeLessThanOrEqual(1);
    expect(JSON.stringify(said.LambdaArn)).toContain('LandingFunction');
  });

  it('is where the table looks for it, hour by hour', () => {
    expect(destination.Prefix).toBe('raw/hour=!{timestamp:yyyy-MM-dd-HH}/');
    expect(table).toMatchObject({
      Name: 'raw_events',
      PartitionKeys: [{ Name: 'hour', Type: 'string' }],
      Parameters: { 'projection.enabled': 'true', 'projection.hour.format': 'yyyy-MM-dd-HH' },
    });
  });

  it('is written as the columns of that table say', () => {
    const { SchemaConfiguration: schema } = destination.DataFormatConversionConfiguration;
    expect(schema).toMatchObject({ TableName: 'raw_events', VersionId: 'LATEST' });
  });

  it('is late before the topic forgets anything', () => {
    expect(only('AWS::CloudWatch::Alarm', 'RawLate').properties['Threshold']).toBe(12 * 3600);
  });
});

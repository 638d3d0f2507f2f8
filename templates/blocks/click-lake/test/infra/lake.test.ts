import { describe, expect, it } from '@jest/globals';
import { clickTable } from '../../infra/click-table.ts';
import { lakeSettings } from '../../infra/lake-settings.ts';
import { rowOf } from '../../processors/lake-rows/row.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Extended {
  BufferingHints: { SizeInMBs: number; IntervalInSeconds: number };
  Prefix: string;
  ErrorOutputPrefix: string;
  DynamicPartitioningConfiguration: { Enabled: boolean };
  ProcessingConfiguration: {
    Processors: { Type: string; Parameters: { ParameterName: string; ParameterValue: unknown }[] }[];
  };
}
interface Table {
  PartitionKeys: { Name: string; Comment: string }[];
  Parameters: Record<string, string>;
}

describe.each(stageNames)('the lake of stage %s', (name) => {
  const resources = resourcesOf(name);
  const [delivery, ...more] = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream');
  const { Properties = {} } = resources[delivery!]!;
  const extended = Properties['ExtendedS3DestinationConfiguration'] as unknown as Extended;
  const [table] = idsOf(resources, 'AWS::Glue::Table');
  const { PartitionKeys, Parameters } = (resources[table!]!.Properties as unknown as { TableInput: Table }).TableInput;

  it('has one delivery stream, which is there before anything writes to the stream', () => {
    expect(more).toEqual([]);
    const writers = [
      ...idsOf(resources, 'AWS::Lambda::EventSourceMapping').filter((id) => id.startsWith('Bridge')),
      ...idsOf(resources, 'AWS::ApiGatewayV2::Route').filter((id) => id.startsWith('Collector')),
    ];
    expect(writers).toHaveLength(1);
    for (const writer of writers)
      expect((resources[writer] as { DependsOn?: string[] }).DependsOn).toEqual(expect.arrayContaining([delivery]));
  });

  it('takes records apart by lines, has rows made in small batches, and partitions by what they say', () => {
    expect(extended.DynamicPartitioningConfiguration.Enabled).toBe(true);
    expect(extended.BufferingHints).toEqual({
      SizeInMBs: 128,
      IntervalInSeconds: lakeSettings[name].interval.toSeconds(),
    });
    const [lines, rows, ...others] = extended.ProcessingConfiguration.Processors.map(({ Type, Parameters: its }) => ({
      Type,
      ...Object.fromEntries(its.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue])),
    }));
    expect(lines).toEqual({ Type: 'RecordDeAggregation', SubRecordType: 'DELIMITED', Delimiter: 'Cg==' });
    expect(rows).toMatchObject({ Type: 'Lambda', BufferSizeInMBs: '0.2', NumberOfRetries: '3' });
    expect(others).toEqual([]);
    expect(extended.Prefix).toBe('clicks/day=!{partitionKeyFromLambda:day}/arrived-!{timestamp:yyyy-MM-dd}-');
    expect(extended.ErrorOutputPrefix).toMatch(/^errors\/!\{firehose:error-output-type\}\//);
  });

  it('finds every day that has rows: files are kept from the day on which they arrive', () => {
    const keep = lakeSettings[name].keep?.toDays();
    expect(PartitionKeys).toEqual([
      { Name: 'day', Type: 'string', Comment: 'The day of the event, in UTC: yyyy-MM-dd' },
    ]);
    const oldest = keep === undefined ? '10YEARS' : `${keep + 8}DAYS`;
    expect(Parameters['projection.day.range']).toBe(`NOW-${oldest},NOW+1DAYS`);
    expect(Parameters['projection.day.format']).toBe('yyyy-MM-dd');
  });
});

describe('the table of the lake', () => {
  const names = clickTable.columns.map(({ name }) => name);

  it('has columns that Glue keeps as they are', () => {
    for (const column of [...names, clickTable.name]) expect(column).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every member of a row', () => {
    const event = {
      stream: { kind: 'event', topic: 'clicks', partition: 0, offset: 1, timestamp: 1 },
      event_time: 1,
      consent: [],
      price: 1,
      quantity: 1,
      ...Object.fromEntries(names.map((name) => [name, name])),
      line: undefined,
    };
    const row = rowOf(Buffer.from(JSON.stringify({ ...event, event_time: 1, consent: [], price: 1, quantity: 1 })), {
      arrival: 1,
      partitionKey: 'a',
      record: 'b',
    });
    expect([...Object.keys(JSON.parse(row!.text) as object), 'line_base64'].toSorted()).toEqual(names.toSorted());
  });

  it.each(clickTable.queries.map((query) => [query.name, query] as const))(
    'has the query %s, which limits the days that it reads and takes every event once',
    (_, { sql }) => {
      const text = sql('"a"."b"');
      expect(text).toContain('FROM "a"."b"');
      expect(text).toMatch(/WHERE day >= /);
      expect(text).toContain('GROUP BY record_id');
    },
  );
});

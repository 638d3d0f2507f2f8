import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source =
  'DynamoDB guide, kds_using-shards-and-metrics, "Monitoring change data capture with Kinesis Data Streams"';
/** Its value is not documented: whoever asks for these metrics asks by the name of the table. */
const dimensions = { TableName: 'AWS::DynamoDB::Table', DelegatedOperation: 'undocumented' } as const;

export const metrics = {
  'AWS/DynamoDB': {
    AgeOfOldestUnreplicatedRecord: { dimensions, unit: 'Milliseconds', source },
    FailedToReplicateRecordCount: {
      dimensions,
      unit: 'Count',
      source,
    },
    ConsumedWriteCapacityUnits: {
      dimensions: { TableName: 'AWS::DynamoDB::Table' },
      unit: 'Count',
      source: 'DynamoDB guide, metrics-dimensions; a unit for each KB (read-write-operations)',
    },
  },
} satisfies MetricDefinitions;

/** How long the oldest change has waited that is not in the stream yet, in milliseconds. */
export const reportOldest = (sink: MetricSink, table: string, age: number): void =>
  sink.put('AWS/DynamoDB', 'AgeOfOldestUnreplicatedRecord', { TableName: table, DelegatedOperation: 'PutRecord' }, age);

/** A change that the stream does not take. */
export const reportSkipped = (sink: MetricSink, table: string): void =>
  sink.put('AWS/DynamoDB', 'FailedToReplicateRecordCount', { TableName: table, DelegatedOperation: 'PutRecord' }, 1);

/** A write of so many bytes. Writes that change nothing cost as much in AWS, and nothing here. */
export const reportWrite = (sink: MetricSink, table: string, bytes: number): void =>
  sink.put('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', { TableName: table }, Math.max(1, Math.ceil(bytes / 1024)));

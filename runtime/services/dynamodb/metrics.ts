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
      absent: 'the stream of a run takes every change record',
    },
  },
} satisfies MetricDefinitions;

/** How long the oldest change has waited that is not in the stream yet, in milliseconds. */
export const reportOldest = (sink: MetricSink, table: string, age: number): void =>
  sink.put('AWS/DynamoDB', 'AgeOfOldestUnreplicatedRecord', { TableName: table, DelegatedOperation: 'PutRecord' }, age);

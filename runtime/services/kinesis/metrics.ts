import type { MetricDefinitions } from '../../contracts/metrics.ts';
import type { MetricSink } from '../../contracts/metrics.ts';
import type { StreamRecord } from '../../contracts/records.ts';

const source = 'Kinesis Data Streams guide, monitoring-with-cloudwatch';
const dimensions = { StreamName: 'AWS::Kinesis::Stream' } as const;

export const metrics = {
  'AWS/Kinesis': {
    IncomingBytes: { dimensions, unit: 'Bytes', source },
    IncomingRecords: { dimensions, unit: 'Count', source },
    WriteProvisionedThroughputExceeded: { dimensions, unit: 'Count', source },
  },
} satisfies MetricDefinitions;

const streamOf = (arn: string) => ({ StreamName: arn.split('/')[1]! });

/** A record that the stream had no capacity for. */
export const reportThrottled = (sink: MetricSink, streamArn: string): void =>
  sink.put('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', streamOf(streamArn), 1);

/** What a stream reports of a record that it has taken. */
export function reportRecord(sink: MetricSink, streamArn: string, { data }: StreamRecord): void {
  const of = streamOf(streamArn);
  sink.put('AWS/Kinesis', 'IncomingRecords', of, 1);
  sink.put('AWS/Kinesis', 'IncomingBytes', of, data.length);
  sink.put('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', of, 0);
}

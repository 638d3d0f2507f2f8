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

/** What one stream reports. */
export interface StreamReport {
  /** A record that the stream has taken. The records of one request are reported together. */
  taken(record: StreamRecord): void;
  /** A record that the stream had no capacity for. */
  throttled(): void;
}

export function streamReport(sink: MetricSink, streamArn: string): StreamReport {
  const of = { StreamName: streamArn.split('/')[1]! };
  let [records, bytes] = [0, 0];
  const report = (): void => {
    sink.put('AWS/Kinesis', 'IncomingRecords', of, records);
    sink.put('AWS/Kinesis', 'IncomingBytes', of, bytes);
    sink.put('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', of, 0);
    [records, bytes] = [0, 0];
  };
  return {
    taken: ({ data }) => {
      if (records++ === 0) queueMicrotask(report);
      bytes += data.length;
    },
    throttled: () => sink.put('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', of, 1),
  };
}

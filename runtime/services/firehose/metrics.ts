import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'Firehose guide, monitoring-with-cloudwatch-metrics';
const dimensions = { DeliveryStreamName: 'AWS::KinesisFirehose::DeliveryStream' } as const;
const count = { dimensions, unit: 'Count', source } as const;
const bytes = { dimensions, unit: 'Bytes', source } as const;

export const metrics = {
  'AWS/Firehose': {
    IncomingRecords: count,
    IncomingBytes: bytes,
    ThrottledRecords: count,
    'DataReadFromKinesisStream.Records': count,
    'DataReadFromKinesisStream.Bytes': bytes,
    'DataReadFromSource.Records': count,
    'DataReadFromSource.Bytes': bytes,
    // 1 or 0, which AWS calls a Boolean
    'DataReadFromSource.Backpressured': count,
    KafkaOffsetLag: count,
    'SourceThrottled.Delay': { dimensions, unit: 'Milliseconds', source, absent: 'brokers of a run answer at once' },
    ThrottledGetRecords: { ...count, absent: 'streams of a run have no limit for readers' },
    KinesisMillisBehindLatest: { dimensions, unit: 'Milliseconds', source },
    'ExecuteProcessing.Duration': { dimensions, unit: 'Milliseconds', source },
    'ExecuteProcessing.Success': count,
    'SucceedProcessing.Records': count,
    'SucceedProcessing.Bytes': bytes,
    'SucceedConversion.Records': count,
    'FailedConversion.Records': count,
    'DeliveryToS3.Success': count,
    'DeliveryToS3.Records': count,
    'DeliveryToS3.Bytes': bytes,
    'DeliveryToS3.ObjectCount': count,
    'DeliveryToS3.DataFreshness': { dimensions, unit: 'Seconds', source },
    'DeliveryToRedshift.Success': count,
    'DeliveryToRedshift.Records': count,
    'DeliveryToRedshift.Bytes': bytes,
    'DeliveryToAmazonOpenSearchService.Success': count,
    'DeliveryToAmazonOpenSearchService.Records': count,
    'DeliveryToAmazonOpenSearchService.Bytes': bytes,
    'DeliveryToAmazonOpenSearchService.DataFreshness': { dimensions, unit: 'Seconds', source },
    'DeliveryToAmazonOpenSearchService.AuthFailure': count,
    'DeliveryToAmazonOpenSearchService.DeliveryRejected': count,
  },
} satisfies MetricDefinitions;

export type MetricName = keyof (typeof metrics)['AWS/Firehose'];

/** What one delivery stream reports. */
export type Report = (name: MetricName, value: number) => void;

export function reportOf(sink: MetricSink, deliveryStream: string): Report {
  const own = { DeliveryStreamName: deliveryStream };
  return (name, value) => sink.put('AWS/Firehose', name, own, value);
}

/** How many records there were, and how many bytes in all. */
export function reportSizes(
  report: Report,
  of: 'DataReadFromKinesisStream' | 'DataReadFromSource' | 'SucceedProcessing',
  records: readonly { readonly data: Uint8Array }[],
): void {
  report(`${of}.Records`, records.length);
  report(
    `${of}.Bytes`,
    records.reduce((sum, { data }) => sum + data.length, 0),
  );
}

/**
 * What the bucket beside another destination reports: of failed documents alone, nothing but `DeliveryToS3.Success` (Firehose guide,
 * monitoring-with-cloudwatch-metrics, "Delivery to OpenSearch Service").
 */
export const backupReport =
  (report: Report, backsUpAll: boolean): Report =>
  (name, value) => {
    if (backsUpAll || name === 'DeliveryToS3.Success') report(name, value);
  };

import type { FaultDefinitions } from '../../contracts/faults.ts';
import { lasting } from '../../kernel/fault-rules.ts';

export const faults = {
  'delivery.transform-throttled': {
    rate: 0.15,
    sightings: 2,
    title: 'Transform not invoked',
    explanation: 'The account has no concurrency left for the transform function. Firehose tries three times more.',
    source: 'Firehose guide, data-transformation-failure-handling: the invocation limit is reached',
    having: 'ProcessingConfiguration',
  },
  'delivery.put-failed': {
    rate: 0.2,
    sightings: 2,
    title: 'Destination refuses a delivery',
    explanation: 'The destination does not take a delivery. Firehose tries again until it does.',
    source: 'Firehose guide, retry: delivery to the destination is retried',
  },
  'delivery.repeated': {
    rate: 0.15,
    sightings: 1,
    title: 'Delivered twice',
    explanation: 'The destination takes a delivery, its answer is lost, and Firehose delivers the same records again.',
    source: 'Firehose guide, basic-deliver: at-least-once semantics, duplicates are possible when a request times out',
  },
  'delivery.record-throttled': {
    rate: 0.15,
    sightings: 2,
    title: 'Records of a batch throttled',
    explanation: 'PutRecordBatch takes some records of a request and not others, which have to be put again.',
    source: 'Firehose API reference, PutRecordBatch: FailedPutCount, ServiceUnavailableException',
    having: 'DirectPut',
  },
  'delivery.source-unread': {
    ...lasting,
    title: 'Source not read',
    explanation: 'The delivery stream does not read its source: records wait in the stream or the topic.',
    source: 'Firehose guide, monitoring-with-cloudwatch-logs: Kinesis.AccessDenied, Kinesis.ResourceNotFound',
    having: ['KinesisStreamAsSource', 'MSKAsSource'],
  },
  'delivery.destination-down': {
    ...lasting,
    title: 'Destination unreachable',
    explanation: 'Every delivery fails. Firehose keeps the records and tries again, until their source forgets them.',
    source: 'Firehose guide, retry: from a Kinesis data stream until its retention, otherwise for 24 hours',
  },
  'delivery.index-down': {
    ...lasting,
    title: 'Domain out of reach of Firehose',
    explanation: 'Firehose does not reach the domain. After the retry duration it writes the documents to the bucket.',
    source: 'Firehose guide, retry: the skipped documents are delivered to your S3 bucket',
    having: 'AmazonopensearchserviceDestinationConfiguration',
  },
  'delivery.warehouse-down': {
    ...lasting,
    title: 'Workgroup out of reach',
    explanation:
      'Firehose does not reach the workgroup. After the retry duration a manifest names what was not copied.',
    source: 'Firehose guide, retry: a manifest file in the errors/ folder, which you can use for manual backfill',
    having: 'RedshiftDestinationConfiguration',
  },
  'delivery.copy-failed': {
    rate: 0.15,
    sightings: 2,
    title: 'COPY fails',
    explanation: 'COPY of a staged object fails, and nothing of it is in the table. Firehose tries again.',
    source: 'Firehose guide, retry: Amazon Redshift, the retry duration of 0 to 7,200 seconds',
    having: 'RedshiftDestinationConfiguration',
  },
} satisfies FaultDefinitions;

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSHandler } from 'aws-lambda';
import type { Readable } from 'node:stream';
import { awsReason } from '../lib/aws-reason.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { Reasons } from '../lib/reasons.ts';
import { setting } from '../lib/settings.ts';
import { addresses } from './addresses.ts';
import { decompressed } from './decompressed.ts';
import { Ingest } from './ingest.ts';
import type { LogObject } from '../lib/log-object.ts';
import { ingestLag, ingestMetrics } from './metrics.ts';
import { ObjectReader } from './object-reader.ts';
import type { PackedRecord } from './packer.ts';
import { StreamWriter } from './stream-writer.ts';
import type { TaskMessage } from './tasks-in.ts';

const logger = new Logger();
const metrics = new Metrics();
const s3 = new S3Client();
const sqs = new SQSClient();
// the writer repeats what was refused, in the time that is left
const kinesis = new KinesisClient({ maxAttempts: 1 });
const stream = setting('STREAM_NAME');
const queue = setting('QUEUE_URL');
const failures = setting('REJECT_BUCKET');

/** The writer tries again: why the stream refuses is known here alone. */
const sayRefused = (reason: string, records: number): void =>
  logger.warn('stream refuses records', { reason, records });

const writer = new StreamWriter(
  async (records: readonly PackedRecord[], abortSignal) => {
    const Records = records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data }));
    try {
      const answer = await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records }), { abortSignal });
      // what the stream did not take has no number
      const refused = records.flatMap((_, at) => (answer.Records?.[at]?.SequenceNumber === undefined ? [at] : []));
      if (refused.length > 0) sayRefused(answer.Records?.[refused[0]!]?.ErrorCode ?? 'no reason', refused.length);
      return refused;
    } catch (error) {
      sayRefused(awsReason(error), records.length);
      throw error;
    }
  },
  systemClock,
  Math.random,
);

const reader = new ObjectReader({
  open: async ({ bucket: Bucket, key: Key, versionId, eTag }: LogObject) => {
    logger.info('object opened', { key: Key, versionId });
    // without versions, another object may be there by now
    const what = versionId ? { VersionId: versionId } : eTag ? { IfMatch: eTag } : {};
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...what }));
    return Body as Readable;
  },
  decompress: decompressed,
  writer,
  put: async (Key, Body) => {
    await s3.send(new PutObjectCommand({ Bucket: failures, Key, Body }));
  },
  rejectPrefix: setting('REJECT_PREFIX'),
  addresses,
});

const ingest = new Ingest({
  reader,
  bucket: setting('RAW_BUCKET'),
  continueWith: async (message: TaskMessage) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(message) }));
  },
  now: () => systemClock.now(),
});

/** SQS batch of notifications about log objects -> Kinesis. Reports the messages that have to come again. Logs names of objects, and no lines. */
export const handler: SQSHandler = async ({ Records }, context): Promise<SQSBatchResponse> => {
  logger.addContext(context);
  const reasons = new Reasons();
  const deadline = deadlineOf(context, margins.toParkAndAnswer);
  const { response, counts, lags } = await ingest.ingest(Records, deadline, reasons);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(ingestMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  for (const lag of lags) metrics.addMetric(ingestLag, MetricUnit.Milliseconds, lag);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('not written', { ...reason });
  logger.info('batch done', { messages: Records.length, ...counts });
  return response;
};

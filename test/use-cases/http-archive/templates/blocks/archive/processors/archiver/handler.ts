import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamHandler } from 'aws-lambda';
import { RejectStore } from '../lib/reject-store.ts';
import { setting } from '../lib/settings.ts';
import { Archiver } from './archiver.ts';
import { archiverMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const objects = new S3Client();

const putInto = (bucket: string) => async (Key: string, Body: string) => {
  await objects.send(new PutObjectCommand({ Bucket: setting(bucket), Key, Body }));
};
const archiver = new Archiver(
  putInto('ARCHIVE_BUCKET'),
  new RejectStore(putInto('REJECT_BUCKET'), setting('REJECT_PREFIX')),
);

/** Kinesis batch of readings -> S3. Reports the lowest sequence number that has to come again. */
export const handler: KinesisStreamHandler = async ({ Records }) => {
  const { response, counts } = await archiver.archive(Records);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(archiverMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  metrics.publishStoredMetrics();
  logger.info('batch done', { records: Records.length, ...counts });
  return response;
};

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { RejectStore } from '../lib/reject-store.ts';
import { BulkWriter } from '../lib/search/bulk-writer.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { AccessWriter } from './access-writer.ts';
import { accessWriterMetrics, type AccessWriterCount } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const objects = new S3Client();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);
const writer = new AccessWriter({
  keep: Number(setting('SEARCH_KEEP_SECONDS')) * 1000,
  bulkOf: (index) => new BulkWriter(client, index, systemClock),
  rejects: new RejectStore(async (Key, Body) => {
    await objects.send(new PutObjectCommand({ Bucket: setting('REJECT_BUCKET'), Key, Body }));
  }, setting('REJECT_PREFIX')),
  clock: systemClock,
});

/** Kinesis batch of access events -> OpenSearch. Reports the lowest sequence number that has to come again. Events are not logged. */
export const handler: KinesisStreamHandler = async ({ Records }, context) => {
  logger.addContext(context);
  const { response, counts, reasons } = await writer.write(Records, deadlineOf(context, margins.toParkAndAnswer));
  for (const name of Object.keys(counts) as AccessWriterCount[])
    metrics.addMetric(accessWriterMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  for (const reason of reasons) logger.warn('events not in the index', { ...reason });
  logger.info('events indexed', { records: Records.length, ...counts });
  return response;
};

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
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
import { BaseTime } from './base-time.ts';
import { DocumentWriter } from './document-writer.ts';
import { Indexer } from './indexer.ts';
import { itemReader } from './item-reader.ts';
import { indexerMetrics, type IndexerCount } from './metrics.ts';
import { StoredDocuments } from './stored-documents.ts';
import { ValueMetrics } from './value-metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const latencyMetrics = new ValueMetrics();
const table = new DynamoDBClient();
const objects = new S3Client();

const alias = setting('SEARCH_ALIAS');
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

const readItem = itemReader((input) => table.send(new GetItemCommand(input)), setting('TABLE_NAME'));
const rejects = new RejectStore(async (Key, Body) => {
  await objects.send(new PutObjectCommand({ Bucket: setting('REJECT_BUCKET'), Key, Body }));
}, setting('REJECT_PREFIX'));

const indexer = new Indexer(
  new DocumentWriter(new BulkWriter(client, alias, systemClock), new StoredDocuments(client, alias), readItem),
  new BaseTime(client, alias, systemClock),
  rejects,
  systemClock,
);

/**
 * Kinesis batch of changes of the table -> OpenSearch. Reports the lowest sequence number that has to come again. Neither items nor
 * keys are logged.
 */
export const handler: KinesisStreamHandler = async ({ Records }, context) => {
  logger.addContext(context);
  const { response, counts, latencies, reasons } = await indexer.index(
    Records,
    deadlineOf(context, margins.toParkAndAnswer),
  );
  for (const name of Object.keys(counts) as IndexerCount[])
    metrics.addMetric(indexerMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  latencyMetrics.publishValues(indexerMetrics.latency, latencies);
  for (const reason of reasons) logger.warn('changes not indexed', { ...reason });
  logger.info('batch done', { records: Records.length, ...counts });
  return response;
};

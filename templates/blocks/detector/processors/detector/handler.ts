import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { TableRows } from '../lib/detector/rows.ts';
import { readDelays } from '../lib/detector/source-delays.ts';
import { RejectStore } from '../lib/reject-store.ts';
import { setting } from '../lib/settings.ts';
import { Detector } from './detector.ts';
import { detectorMetrics, type DetectorCount } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const dynamodb = new DynamoDBClient();
const objects = new S3Client();

const rows = new TableRows(
  {
    get: (input) => dynamodb.send(new GetItemCommand(input)),
    put: (input) => dynamodb.send(new PutItemCommand(input)),
  },
  setting('DETECTOR_TABLE'),
);
const rejects = new RejectStore(async (Key, Body) => {
  await objects.send(new PutObjectCommand({ Bucket: setting('REJECT_BUCKET'), Key, Body }));
}, setting('REJECT_PREFIX'));
const detector = new Detector(rows, rejects, readDelays(setting('SOURCE_DELAYS')), systemClock);

/**
 * Kinesis batch of access events -> counts of windows. Reports the lowest sequence number that has to come again.
 * Events are not logged.
 */
export const handler: KinesisStreamHandler = async ({ Records }, context) => {
  logger.addContext(context);
  const { response, counts, reasons } = await detector.count(Records, deadlineOf(context, margins.toParkAndAnswer));
  for (const name of Object.keys(counts) as DetectorCount[])
    metrics.addMetric(detectorMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  for (const reason of reasons) logger.warn('events not counted', { ...reason });
  logger.info('batch done', { records: Records.length, ...counts });
  return response;
};

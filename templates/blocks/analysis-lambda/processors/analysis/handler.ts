import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamHandler } from 'aws-lambda';
import settingsFile from '../../analytics/settings.json' with { type: 'json' };
import { readSettings } from '../lib/analysis/settings.ts';
import { tablesOf } from '../lib/analysis/tables.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { RejectStore } from '../lib/reject-store.ts';
import { setting } from '../lib/settings.ts';
import { Analysis } from './analysis.ts';
import { LeftOutStore } from './left-out.ts';
import { analysisMetrics, type AnalysisCount } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const dynamodb = new DynamoDBClient();
const s3 = new S3Client();
const settings = readSettings(settingsFile);

const putObject = async (Key: string, Body: string): Promise<void> => {
  await s3.send(new PutObjectCommand({ Bucket: setting('REJECT_BUCKET'), Key, Body }));
};
const analysis = new Analysis(
  {
    ...tablesOf(dynamodb, { analysis: setting('ANALYSIS_TABLE'), results: setting('RESULTS_TABLE') }, settings),
    rejects: new RejectStore(putObject, setting('REJECT_PREFIX')),
    leftOut: new LeftOutStore(putObject, setting('LEFT_OUT_PREFIX')),
    clock: systemClock,
  },
  settings,
);

/** Kinesis batch of click events -> sessions and offers. Reports the lowest sequence number that has to come again. Events are not logged. */
export const handler: KinesisStreamHandler = async ({ Records }, context) => {
  logger.addContext(context);
  const { response, counts, reasons } = await analysis.analyse(Records, deadlineOf(context, margins.toParkAndAnswer));
  for (const name of Object.keys(counts) as AnalysisCount[])
    metrics.addMetric(analysisMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  for (const reason of reasons) logger.warn('events not analysed', { ...reason });
  logger.info('batch done', { records: Records.length, ...counts });
  return response;
};

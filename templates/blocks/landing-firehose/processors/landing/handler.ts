import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import type { TransformAnswer, TransformEvent } from '../lib/firehose-transform.ts';
import { Reasons } from '../lib/reasons.ts';
import { setting } from '../lib/settings.ts';
import { landingMetrics, landingTimes } from './metrics.ts';
import { ParkedRecords } from './parked-records.ts';
import { rowsOfBatch } from './rows-of-batch.ts';

const logger = new Logger();
const metrics = new Metrics();
const s3 = new S3Client();
const failures = setting('REJECT_BUCKET');

const parked = new ParkedRecords(async (Key, Body, abortSignal) => {
  await s3.send(new PutObjectCommand({ Bucket: failures, Key, Body }), { abortSignal });
}, setting('REJECT_PREFIX'));

const ports = { topic: setting('TOPIC_NAME'), parked, clock: systemClock };

/** Firehose batch of records of the topic -> rows of the raw zone. Logs counts and reasons, and no values. */
export const handler = async (event: TransformEvent, context: Context): Promise<TransformAnswer> => {
  logger.addContext(context);
  const reasons = new Reasons();
  const deadline = deadlineOf(context, margins.toParkAndAnswer);
  const { answer, counts, lag } = await rowsOfBatch(event, ports, deadline, reasons);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(landingMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  if (lag !== undefined) metrics.addMetric(landingTimes.lag, MetricUnit.Milliseconds, lag);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('not landed', { ...reason });
  logger.info('batch done', { records: event.records.length, ...counts });
  return answer;
};

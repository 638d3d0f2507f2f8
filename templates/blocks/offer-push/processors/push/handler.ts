import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBStreamHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { setting } from '../lib/settings.ts';
import { EventsApi } from './events-api.ts';
import { pushMetrics, pushTimes, type PushCount, type PushTime } from './metrics.ts';
import { ParkedOffers } from './parked-offers.ts';
import { Publisher } from './publisher.ts';
import { Push } from './push.ts';
import { signedPost } from './signed-post.ts';

const logger = new Logger();
const metrics = new Metrics();
const s3 = new S3Client();

const api = new EventsApi(setting('EVENTS_URL'), signedPost(fetch), systemClock);
const parked = new ParkedOffers(async (Key, Body) => {
  await s3.send(new PutObjectCommand({ Bucket: setting('REJECT_BUCKET'), Key, Body }));
}, setting('REJECT_PREFIX'));
const push = new Push(
  { publisher: new Publisher(api, systemClock, Math.random), parked, clock: systemClock },
  Number(setting('OLDEST_OFFER_SECONDS')) * 1000,
);

/** Batch of the results table's stream -> AppSync Events. Reports the lowest record that has to come again. Offers are not logged. */
export const handler: DynamoDBStreamHandler = async ({ Records }, context) => {
  logger.addContext(context);
  const { response, counts, times, reasons } = await push.push(Records, deadlineOf(context, margins.toParkAndAnswer));
  for (const name of Object.keys(counts) as PushCount[])
    metrics.addMetric(pushMetrics[name], MetricUnit.Count, counts[name]);
  for (const name of Object.keys(times) as PushTime[])
    for (const each of times[name]) metrics.addMetric(pushTimes[name], MetricUnit.Milliseconds, each);
  metrics.publishStoredMetrics();
  for (const reason of reasons) logger.warn('offers not pushed', { ...reason });
  logger.info('batch done', { records: Records.length, ...counts });
  return response;
};

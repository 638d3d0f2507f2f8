import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { SeriesRetention } from '../lib/search/series-retention.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { accessSeries } from './access-series.ts';
import { retentionMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);
const retention = new SeriesRetention(client, systemClock, accessSeries);

/** Once a day: deletes the days that nobody wants to search any more. */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const keep = Number(setting('SEARCH_KEEP_SECONDS')) * 1000;
  try {
    const removed = await retention.run(keep, deadlineOf(context, margins.toAnswer));
    metrics.addMetric(retentionMetrics.removed, MetricUnit.Count, removed.length);
    metrics.publishStoredMetrics();
    logger.info('retention done', { removed });
  } catch (error) {
    logger.error('retention failed', { reason: (error as Error).message });
    throw error;
  }
};

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { BulkWriter } from '../lib/search/bulk-writer.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { purgeMetrics } from './metrics.ts';
import { cutoff, requireComplete, TombstonePurge } from './tombstone-purge.ts';

const logger = new Logger();
const metrics = new Metrics();
const alias = setting('SEARCH_ALIAS');
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);
const purge = new TombstonePurge(client, new BulkWriter(client, alias, systemClock), alias, systemClock);

/**
 * Once a day: forgets removals that are older than the tombstone retention. What it does not manage, a repetition does, or the
 * next day's run.
 */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const before = cutoff(systemClock.now(), Number(setting('TOMBSTONE_RETENTION_SECONDS')));
  try {
    const purged = await purge.purge(before, deadlineOf(context, margins.toAnswer));
    metrics.addMetric(purgeMetrics.removed, MetricUnit.Count, purged.removed);
    metrics.publishStoredMetrics();
    logger.info('purge done', { ...purged });
    requireComplete(purged);
  } catch (error) {
    logger.error('purge failed', { reason: (error as Error).message });
    throw error;
  }
};

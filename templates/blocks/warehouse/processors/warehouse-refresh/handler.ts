import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledHandler } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { clientTokenOf } from '../lib/warehouse/client-token.ts';
import { dataApi } from '../lib/warehouse/data-api.ts';
import { Statements } from '../lib/warehouse/statements.ts';
import { isUsageLimitReached } from '../lib/warehouse/usage-limit-reached.ts';
import { streamingView } from '../warehouse-migrations/streaming-view.ts';
import { refreshMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const api = dataApi();

/**
 * On a schedule: the view reads what has come into the stream since. Where it refreshes itself, this only finds out when it has
 * stopped refreshing itself. Each run of Lambda sends its own statements: one that has failed is sent again.
 */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const statements = new Statements(api, systemClock, clientTokenOf(`${context.awsRequestId}-${systemClock.now()}`));
  const begun = systemClock.now();
  try {
    await statements.run(`REFRESH MATERIALIZED VIEW ${streamingView}`, deadlineOf(context, margins.toAnswer));
    const latency = systemClock.now() - begun;
    metrics.addMetric(refreshMetrics.latency, MetricUnit.Milliseconds, latency);
    metrics.addMetric(refreshMetrics.refreshed, MetricUnit.Count, 1);
    logger.info('warehouse refreshed', { view: streamingView, latency });
  } catch (error) {
    logger.error('warehouse not refreshed', { view: streamingView, reason: awsReason(error) });
    if (isUsageLimitReached(error)) metrics.addMetric(refreshMetrics.limitReached, MetricUnit.Count, 1);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
};

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EventBridgeHandler } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { setting } from '../lib/settings.ts';
import { batchApi } from '../lib/warehouse/batch-api.ts';
import { clientTokenOf } from '../lib/warehouse/client-token.ts';
import { dataApi } from '../lib/warehouse/data-api.ts';
import { Statements } from '../lib/warehouse/statements.ts';
import { Transactions } from '../lib/warehouse/transactions.ts';
import { isUsageLimitReached } from '../lib/warehouse/usage-limit-reached.ts';
import { lakeIn } from './lake.ts';
import { loadDueHours } from './load.ts';
import { loaderMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const lake = lakeIn(setting('LAKE_BUCKET'));
const data = dataApi();
const batches = batchApi();

/** What Glue says when a run of a job has ended (EventBridge reference, "AWS Glue events"). */
type JobStateChange = { jobName: string; jobRunId: string; state: string };

/**
 * After each run of the curation: the warehouse gets the hours that it has not. A run that fails, or has not the time for all hours, is
 * repeated by Lambda twice, and the next one goes on. Each run sends statements of its own: one that has failed is sent again.
 */
export const handler: EventBridgeHandler<'Glue Job State Change', JobStateChange, void> = async (_event, context) => {
  logger.addContext(context);
  const tokenOf = clientTokenOf(`${context.awsRequestId}-${systemClock.now()}`);
  const statements = new Statements(data, systemClock, tokenOf);
  const transactions = new Transactions(batches, systemClock, tokenOf);
  const begun = systemClock.now();
  let hours = 0;
  try {
    const { left } = await loadDueHours(
      lake,
      {
        query: (sql, deadline) => statements.run(sql, deadline),
        transaction: (sqls, deadline) => transactions.run(sqls, deadline),
      },
      deadlineOf(context, margins.toAnswer),
      ({ hour, objects }) => {
        hours++;
        logger.info('hour loaded', { hour, objects: objects.length });
      },
    );
    metrics.addMetric(loaderMetrics.behind, MetricUnit.Count, left);
    if (left > 0) throw new Error(`The time has ended: ${left} hours are left for the next run`);
    metrics.addMetric(loaderMetrics.done, MetricUnit.Count, 1);
    metrics.addMetric(loaderMetrics.latency, MetricUnit.Milliseconds, systemClock.now() - begun);
  } catch (error) {
    logger.error('warehouse not loaded', { reason: awsReason(error), hours });
    metrics.addMetric(loaderMetrics.failed, MetricUnit.Count, 1);
    if (isUsageLimitReached(error)) metrics.addMetric(loaderMetrics.limitReached, MetricUnit.Count, 1);
    throw error;
  } finally {
    metrics.addMetric(loaderMetrics.loaded, MetricUnit.Count, hours);
    metrics.publishStoredMetrics();
  }
};

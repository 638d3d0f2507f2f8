import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { ScheduledHandler } from 'aws-lambda';
import settingsFile from '../../analytics/settings.json' with { type: 'json' };
import { readSettings } from '../lib/analysis/settings.ts';
import { tablesOf } from '../lib/analysis/tables.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { setting } from '../lib/settings.ts';
import { Closer } from './closer.ts';
import { dueUsers } from './due-users.ts';
import { closerMetrics, closerTimes, type CloserCount } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();
const dynamodb = new DynamoDBClient();
const settings = readSettings(settingsFile);
const table = setting('ANALYSIS_TABLE');
const closer = new Closer(
  {
    ...tablesOf(dynamodb, { analysis: table, results: setting('RESULTS_TABLE') }, settings),
    due: (watermark) => dueUsers((input) => dynamodb.send(new QueryCommand(input)), table, watermark),
    clock: systemClock,
  },
  settings,
);

/** Each minute: closes sessions that are over. Users are not logged. */
export const handler: ScheduledHandler = async (_, context) => {
  logger.addContext(context);
  const { counts, delay, reasons } = await closer.run(deadlineOf(context, margins.toAnswer));
  for (const name of Object.keys(counts) as CloserCount[])
    metrics.addMetric(closerMetrics[name], MetricUnit.Count, counts[name]);
  if (delay !== undefined) metrics.addMetric(closerTimes.delay, MetricUnit.Milliseconds, delay);
  metrics.publishStoredMetrics();
  for (const reason of reasons) logger.warn('sessions not closed', { ...reason });
  logger.info('run done', { ...counts, delay });
};

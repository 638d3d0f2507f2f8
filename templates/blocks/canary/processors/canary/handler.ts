import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ScheduledHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { CanaryDocument } from './canary-document.ts';
import { CanaryTable } from './canary-table.ts';
import { Canary, type StepFailed } from './canary.ts';
import { documentIdOf } from './document-id-of.ts';
import { canaryMetrics } from './metrics.ts';
import { ownItem } from './own-item.ts';

/** What is left of an invocation's time to remove the item and to say why a step failed. */
const marginMilliseconds = 20_000;

const logger = new Logger();
const metrics = new Metrics();
const dynamodb = new DynamoDBClient();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

const item = ownItem();
const canary = new Canary(
  new CanaryTable(
    {
      put: (input) => dynamodb.send(new PutItemCommand(input)),
      delete: (input) => dynamodb.send(new DeleteItemCommand(input)),
    },
    setting('TABLE_NAME'),
    item,
  ),
  new CanaryDocument(client, setting('SEARCH_ALIAS'), documentIdOf(item.key), systemClock),
  systemClock,
);

/** Writes a marked change to the table, and searches until it is found. Emits metrics only when every step succeeds. */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const run = context.awsRequestId;
  try {
    const latency = await canary.run(run, deadlineOf(context, marginMilliseconds));
    metrics.addMetric(canaryMetrics.found, MetricUnit.Count, 1);
    metrics.addMetric(canaryMetrics.latency, MetricUnit.Milliseconds, latency);
    metrics.publishStoredMetrics();
    logger.info('canary found', { run, latency });
  } catch (error) {
    const { step, message } = error as StepFailed;
    logger.error('canary failed', { run, step, reason: message });
    throw error;
  }
};

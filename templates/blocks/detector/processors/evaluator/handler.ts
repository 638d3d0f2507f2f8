import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ScheduledHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { messageOf } from '../lib/detector/alert-text.ts';
import { defaultCoolDown } from '../lib/detector/cool-down.ts';
import { TableRows } from '../lib/detector/rows.ts';
import { readDelays } from '../lib/detector/source-delays.ts';
import { setting } from '../lib/settings.ts';
import { Evaluator } from './evaluator.ts';
import { evaluatorMetrics, type EvaluatorCount } from './metrics.ts';
import { publication } from './publication.ts';

const logger = new Logger();
const metrics = new Metrics();
const dynamodb = new DynamoDBClient();
const sns = new SNSClient();

const rows = new TableRows(
  {
    get: (input) => dynamodb.send(new GetItemCommand(input)),
    put: (input) => dynamodb.send(new PutItemCommand(input)),
  },
  setting('DETECTOR_TABLE'),
);
const place = { stage: setting('STAGE_NAME'), link: setting('ALERT_LINK') };
const coolDown = { ...defaultCoolDown, after: Number(setting('COOL_DOWN_MINUTES')) * 60_000 };
const evaluator = new Evaluator(
  rows,
  {
    delays: readDelays(setting('SOURCE_DELAYS')),
    coolDown,
    longestWait: Number(setting('LONGEST_WAIT_MINUTES')) * 60_000,
    tell: async (alert) => {
      await sns.send(new PublishCommand(publication(setting('ALERT_TOPIC'), messageOf(alert, place))));
    },
  },
  systemClock,
);

/**
 * Judges every window whose fence has passed, and tells the topic what is unusual. Fails if a source could not be
 * judged or an alert not be told: the next run goes on there. Clients are not logged.
 */
export const handler: ScheduledHandler = async (_event, context) => {
  logger.addContext(context);
  const { counts, delay, problems } = await evaluator.run(deadlineOf(context, margins.toAnswer));
  for (const name of Object.keys(counts) as EvaluatorCount[])
    metrics.addMetric(evaluatorMetrics[name], MetricUnit.Count, counts[name]);
  metrics.addMetric(evaluatorMetrics.delay, MetricUnit.Milliseconds, delay);
  metrics.publishStoredMetrics();
  logger.info('run done', { ...counts, delay });
  for (const reason of problems) logger.error('source not judged', { reason });
  if (problems.length > 0) throw new Error(`${problems.length} sources are not judged: the log says why`);
};

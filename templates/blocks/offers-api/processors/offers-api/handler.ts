import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyHandlerV2WithJWTAuthorizer } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { LogSample } from '../lib/log-sample.ts';
import { setting } from '../lib/settings.ts';
import { offersApiMetrics, offersApiTimes, requestOutcomes } from './metrics.ts';
import { OffersApi } from './offers-api.ts';
import { StoredResults } from './stored-results.ts';

const logger = new Logger();
const metrics = new Metrics();
const sample = new LogSample(systemClock);
const dynamodb = new DynamoDBClient();
const results = new StoredResults((input) => dynamodb.send(new QueryCommand(input)), setting('RESULTS_TABLE'));
const api = new OffersApi(results, systemClock);

/** GET /me/offers and GET /me/sessions. Neither users nor their results are logged. */
export const handler: APIGatewayProxyHandlerV2WithJWTAuthorizer = async (
  { rawPath, rawQueryString, requestContext },
  context,
) => {
  logger.addContext(context);
  const { sub } = requestContext.authorizer.jwt.claims;
  const user = typeof sub === 'string' ? sub : undefined;
  const answer = await api.handle(rawPath, user, new URLSearchParams(rawQueryString));
  const { status, headers, body, outcome, took, reason } = answer;
  // report a zero for every other outcome: an alarm compares these metrics, and missing data is not zero
  for (const each of requestOutcomes)
    metrics.addMetric(offersApiMetrics[each], MetricUnit.Count, Number(each === outcome));
  if (outcome === 'served') metrics.addMetric(offersApiTimes.latency, MetricUnit.Milliseconds, took);
  metrics.publishStoredMetrics();
  if (reason !== undefined)
    sample.of(`${outcome} ${reason}`, (times) => {
      const why = { outcome, status, reason, times };
      if (outcome === 'failed') logger.error('request not answered', why);
      else logger.warn('request not answered', why);
    });
  return { statusCode: status, headers, body };
};

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { systemClock } from '../lib/clock.ts';
import { LogSample } from '../lib/log-sample.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { answerBytes } from './answer-size.ts';
import { searchApiMetrics, searchOutcomes } from './metrics.ts';
import { SearchApi } from './search-api.ts';

/** Bytes of a response of the engine: twice what an answer has room for. */
const mostRead = 2 * answerBytes;

const logger = new Logger();
const metrics = new Metrics();
const sample = new LogSample(systemClock);
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(mostRead)),
  systemClock,
);
const api = new SearchApi(client, setting('SEARCH_ALIAS'), itemSearch, systemClock);

/** GET /search and GET /suggest. What people search for is not logged. */
export const handler: APIGatewayProxyHandlerV2 = async ({ rawPath, rawQueryString }, context) => {
  logger.addContext(context);
  const answer = await api.handle(rawPath, new URLSearchParams(rawQueryString));
  const { status, headers, body, outcome, took, reason } = answer;
  // report a zero for every other outcome: an alarm compares these metrics, and missing data is not zero
  for (const each of searchOutcomes)
    metrics.addMetric(searchApiMetrics[each], MetricUnit.Count, Number(each === outcome));
  if (outcome === 'served') metrics.addMetric(searchApiMetrics.latency, MetricUnit.Milliseconds, took);
  metrics.publishStoredMetrics();
  if (reason !== undefined)
    sample.of(`${outcome} ${reason}`, (times) => {
      const why = { outcome, status, reason, times };
      if (outcome === 'failed') logger.error('search not answered', why);
      else logger.warn('search not answered', why);
    });
  return { statusCode: status, headers, body };
};

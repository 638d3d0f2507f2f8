import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { systemClock } from '../lib/clock.ts';
import { engine } from '../lib/search/engine.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { answerBytes } from './answer-size.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { searchApiMetrics } from './metrics.ts';
import { SearchApi } from './search-api.ts';

/** Bytes of a response of the engine: twice what an answer has room for. */
const mostRead = 2 * answerBytes;

const logger = new Logger();
const metrics = new Metrics();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  boundedFetch(signedFetch(engine.service), mostRead),
  systemClock,
);
const api = new SearchApi(client, setting('SEARCH_ALIAS'), itemSearch, systemClock);

/** GET /search and GET /suggest. What people search for is not logged. */
export const handler: APIGatewayProxyHandlerV2 = async ({ rawPath, rawQueryString }) => {
  const { status, headers, body, outcome, took } = await api.handle(rawPath, new URLSearchParams(rawQueryString));
  metrics.addMetric(searchApiMetrics[outcome], MetricUnit.Count, 1);
  if (outcome === 'served') metrics.addMetric(searchApiMetrics.latency, MetricUnit.Milliseconds, took);
  metrics.publishStoredMetrics();
  if (outcome === 'failed') logger.error('search failed', { status, body });
  return { statusCode: status, headers, body };
};

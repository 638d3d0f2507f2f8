import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { systemClock } from '../lib/clock.ts';
import { engine } from '../lib/search/engine.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { searchApiMetrics, searchOutcomes } from './metrics.ts';
import { SearchApi } from './search-api.ts';

const logger = new Logger();
const metrics = new Metrics();
const client = new SearchClient(setting('SEARCH_ENDPOINT'), signedFetch(engine.service), systemClock);
const api = new SearchApi(client, setting('SEARCH_ALIAS'), itemSearch, systemClock);

/** GET /search and GET /suggest. What people search for is not logged. */
export const handler: APIGatewayProxyHandlerV2 = async ({ rawPath, rawQueryString }) => {
  const { status, headers, body, outcome, took } = await api.handle(rawPath, new URLSearchParams(rawQueryString));
  // those that did not happen too: an alarm compares them, and what is missing is no number
  for (const each of searchOutcomes)
    metrics.addMetric(searchApiMetrics[each], MetricUnit.Count, Number(each === outcome));
  if (outcome === 'served') metrics.addMetric(searchApiMetrics.latency, MetricUnit.Milliseconds, took);
  metrics.publishStoredMetrics();
  if (outcome === 'failed') logger.error('search failed', { status, body });
  return { statusCode: status, headers, body };
};

import { Logger } from '@aws-lambda-powertools/logger';
import type { Handler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { historyIndexes } from '../lib/history-indexes.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { historyQuery, type HistoryQuestion } from './history-query.ts';
import { searchHistory, type HistoryAnswer } from './search-history.ts';

const logger = new Logger();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

/** Invoked by whoever may read the history (docs/searchable-history.md). Neither questions nor changes are logged. */
export const handler: Handler<HistoryQuestion, HistoryAnswer> = async (event, context) => {
  logger.addContext(context);
  const query = historyQuery(event);
  const answer = await searchHistory(
    client,
    systemClock,
    { path: `/${historyIndexes}/_search`, query },
    deadlineOf(context, margins.toAnswer),
  );
  logger.info('history searched', { changes: answer.changes.length, total: answer.total });
  return answer;
};

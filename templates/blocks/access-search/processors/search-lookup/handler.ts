import { Logger } from '@aws-lambda-powertools/logger';
import type { Handler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { idsOf, lookUp, type LookupAnswer, type LookupQuestion } from './search-lookup.ts';

const logger = new Logger();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

/** Invoked by `npm run smoke`: says which events are in the index, and nothing of what they say. */
export const handler: Handler<LookupQuestion, LookupAnswer> = async (event, context) => {
  logger.addContext(context);
  const ids = idsOf(event);
  const answer = await lookUp(client, systemClock, ids, deadlineOf(context, margins.toAnswer));
  logger.info('events looked up', { asked: ids.length, found: answer.found.length });
  return answer;
};

import { Logger } from '@aws-lambda-powertools/logger';
import type { Handler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { ask, type EngineAnswer } from './engine-questions.ts';

const logger = new Logger();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

/** Invoked by an operator (docs/runbook/engine-red.md): the network of the domain has no other way in for people. */
export const handler: Handler<unknown, EngineAnswer> = async (event, context) => {
  logger.addContext(context);
  const answer = await ask(client, event, deadlineOf(context, margins.toAnswer).remaining());
  const { question, status } = answer;
  logger.info('engine asked', { question, status });
  return answer;
};

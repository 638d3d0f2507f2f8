import { Logger } from '@aws-lambda-powertools/logger';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { IndexSetup } from './index-setup.ts';

const logger = new Logger();
const alias = setting('SEARCH_ALIAS');
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);
const setup = new IndexSetup(client, alias, systemClock);

/** Runs in a deployment: the index is there, with the mapping of the contract, before anything writes to it. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const step = {
    id: alias,
    // the index goes with the engine: there is nothing to undo
    run: async () => (event.RequestType === 'Delete' ? undefined : setup.run(deadlineOf(context, margins.toAnswer))),
  };
  return respond(event, step, { fetch, logger });
};

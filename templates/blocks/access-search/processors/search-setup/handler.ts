import { Logger } from '@aws-lambda-powertools/logger';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { accessName } from '../lib/access-indexes.ts';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { engine } from '../lib/search/engine.ts';
import { httpFetch } from '../lib/search/http-fetch.ts';
import { SearchClient } from '../lib/search/search-client.ts';
import { signedFetch } from '../lib/search/signed-fetch.ts';
import { setting } from '../lib/settings.ts';
import { setUpSearch } from './search-setup.ts';

const logger = new Logger();
const client = new SearchClient(
  setting('SEARCH_ENDPOINT'),
  signedFetch(engine.service, httpFetch(Infinity)),
  systemClock,
);

/** Runs in a deployment: indexes of access events begin as they should, before anything writes to one. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const step = {
    id: accessName,
    // the indexes go with the engine: there is nothing to undo
    run: async () =>
      event.RequestType === 'Delete'
        ? undefined
        : setUpSearch(
            client,
            systemClock,
            JSON.parse(String(event.ResourceProperties['Template'])) as object,
            deadlineOf(context, margins.toAnswer),
          ),
  };
  return respond(event, step, { fetch, logger });
};

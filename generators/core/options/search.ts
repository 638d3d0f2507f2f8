import { choice } from '../option.ts';

/** The engine that a search index lives in. Blocks: search-serverless, search-domain. */
export const search = choice({
  title: 'Search engine',
  choices: {
    serverless:
      'OpenSearch Serverless collection: scales to zero after 10 idle minutes; the next request then waits 10 to 30 s',
    domain: 'OpenSearch Service domain in its own VPC: always answers at once, billed by the hour',
  },
  default: 'serverless',
});

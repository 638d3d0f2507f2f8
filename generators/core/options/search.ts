import { choice } from '../option.ts';
import { regionsWithout } from '../regions.ts';

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

const without = regionsWithout['AWS::OpenSearchServerless::Collection'];
const because = 'OpenSearch Serverless is not available in that region; choose search "domain" or another region';

/** What a use case refuses where its option `search` has the value `serverless`. */
export const serverlessRefusals = [
  { where: { search: 'serverless', devRegion: without }, because },
  { where: { search: 'serverless', prodRegion: without }, because },
] as const;

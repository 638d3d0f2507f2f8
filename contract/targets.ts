import type { Targets } from './target.ts';
import { dynamodb } from './targets/dynamodb.ts';
import { openapi } from './targets/openapi.ts';
import { opensearch } from './targets/opensearch.ts';
import { personal } from './targets/personal.ts';
import { redshift } from './targets/redshift.ts';
import { samples } from './targets/samples.ts';

/** What events can be derived into, beside their types and their check. contract/index.json says which of it each event is. */
export const targets: Targets = {
  dynamodb,
  openapi,
  opensearch,
  personal,
  redshift,
  samples,
};

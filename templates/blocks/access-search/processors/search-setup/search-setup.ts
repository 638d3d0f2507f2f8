import { accessName } from '../lib/access-indexes.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';

const path = `/_index_template/${accessName}`;

/** Tells the engine what new indexes begin with. May run any number of times; indexes that are there stay as they are. */
export async function setUpSearch(
  client: SearchClient,
  clock: Clock,
  indexTemplate: object,
  deadline: Deadline,
): Promise<void> {
  const response = await untilAnswered(client, clock, { method: 'PUT', path, body: indexTemplate }, deadline);
  if (response.status >= 300) throw new Error(`${path} was refused: ${reasonOf(response)}`);
}

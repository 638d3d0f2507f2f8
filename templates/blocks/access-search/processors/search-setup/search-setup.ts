import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';
import { definition } from './definition.ts';

/** Tells the engine what new indexes begin with. May run any number of times; indexes that are there stay as they are. */
export async function setUpSearch(client: SearchClient, clock: Clock, deadline: Deadline): Promise<void> {
  const response = await untilAnswered(client, clock, { method: 'PUT', ...definition }, deadline);
  if (response.status >= 300) throw new Error(`${definition.path} was refused: ${reasonOf(response)}`);
}

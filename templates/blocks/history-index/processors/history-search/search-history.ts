import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { isPartial, type SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';

export interface HistoryAnswer {
  /** How many changes there are; more than 10,000 count as 10,000. */
  total: number;
  /** The changes, newest first: change_type, changed_at, item_key, item, item_before and so on; items are JSON texts. */
  changes: object[];
  /** `after` of the question for what comes next; left out at the end. */
  next?: unknown[];
}

interface Found {
  hits: { total: { value: number }; hits: { _source: object; sort: unknown[] }[] };
}

/** Asks until the engine answers in full. Throws where it does not in time, or refuses. */
export async function searchHistory(
  client: SearchClient,
  clock: Clock,
  { path, query }: { path: string; query: object },
  deadline: Deadline,
): Promise<HistoryAnswer> {
  const response = await untilAnswered(client, clock, { method: 'POST', path, body: query }, deadline);
  if (response.status !== 200) throw new Error(`The history was not searched: ${reasonOf(response)}`);
  if (isPartial(response.body)) throw new Error('The history was not searched: only some of the shards answered');
  const { total, hits } = (response.body as Found).hits;
  const last = hits.at(-1);
  return {
    total: total.value,
    changes: hits.map(({ _source }) => _source),
    ...(last ? { next: last.sort } : {}),
  };
}

import { accessIndexes } from '../lib/access-indexes.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { isPartial, type SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';

/** What is asked: `raw_id`s of events, at most 100. */
export interface LookupQuestion {
  ids: readonly string[];
}

export interface LookupAnswer {
  /** Those of the ids that are in the index. */
  found: string[];
}

const mostIds = 100;

/** The ids of a question. Throws where it is none. */
export function idsOf(asked: unknown): string[] {
  const { ids } = (asked ?? {}) as { ids?: unknown };
  if (!Array.isArray(ids) || ids.length > mostIds || !ids.every((id) => typeof id === 'string'))
    throw new Error(`Expected {"ids": [...]}, with at most ${mostIds} texts`);
  return ids as string[];
}

/** Which of the ids are in the index of any day. Throws where the engine does not say so in time, or refuses. */
export async function lookUp(
  client: SearchClient,
  clock: Clock,
  ids: readonly string[],
  deadline: Deadline,
): Promise<LookupAnswer> {
  const body = { size: mostIds, _source: false, query: { ids: { values: ids } } };
  const response = await untilAnswered(
    client,
    clock,
    { method: 'POST', path: `/${accessIndexes}/_search`, body },
    deadline,
  );
  if (response.status !== 200) throw new Error(`The index was not asked: ${reasonOf(response)}`);
  if (isPartial(response.body)) throw new Error('The index was not asked: only some of the shards answered');
  const { hits } = (response.body as { hits: { hits: { _id: string }[] } }).hits;
  return { found: [...new Set(hits.map(({ _id }) => _id))] };
}

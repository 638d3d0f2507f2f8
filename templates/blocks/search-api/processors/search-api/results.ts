import type { SearchModel } from '../../contract/search-model.ts';
import type { Query } from './query.ts';

/** What the engine answers, as far as it is passed on. */
export interface EngineResponse {
  hits: {
    total: { value: number };
    hits: { _source: Record<string, unknown>; highlight?: Record<string, string[]> }[];
  };
  aggregations?: Record<string, { values: { buckets: { key: unknown; key_as_string?: string; doc_count: number }[] } }>;
}

export interface SearchResults {
  total: number;
  page: number;
  pageSize: number;
  items: { item: Record<string, unknown>; highlight?: Record<string, string[]> }[];
  facets: Record<string, { value: unknown; count: number }[]>;
}

export const searchResults = (
  { hits, aggregations = {} }: EngineResponse,
  { page, pageSize }: Query,
): SearchResults => ({
  total: hits.total.value,
  page,
  pageSize,
  items: hits.hits.map(({ _source, highlight }) => ({ item: itemOf(_source), ...(highlight ? { highlight } : {}) })),
  facets: Object.fromEntries(
    Object.entries(aggregations).map(([facet, { values }]) => [
      facet,
      values.buckets.map(({ key, key_as_string, doc_count }) => ({
        value: facetValue(key, key_as_string),
        count: doc_count,
      })),
    ]),
  ),
});

/** A value as a filter takes it: the engine counts booleans as 0 and 1, and dates as milliseconds. */
const facetValue = (key: unknown, text: string | undefined): unknown =>
  text === 'true' ? true : text === 'false' ? false : (text ?? key);

/** The texts that complete what was typed, each once, with the key of an item that has it. */
export function completions(
  { hits }: EngineResponse,
  model: SearchModel,
): { text: string; key: Record<string, unknown> }[] {
  const found = new Map<string, Record<string, unknown>>();
  for (const { _source } of hits.hits)
    for (const field of model.suggest) {
      const text = valueAt(_source, field);
      if (typeof text === 'string' && !found.has(text))
        found.set(text, Object.fromEntries(model.key.map((name) => [name, _source[name]])));
    }
  return [...found].map(([text, key]) => ({ text, key }));
}

/** The item without what the index keeps about its document. */
function itemOf({ stream: _, ...item }: Record<string, unknown>): Record<string, unknown> {
  return item;
}

const valueAt = (source: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      source,
    );

import { searchLimits } from '../../contract/search-limits.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import { answerBytes, bytesOf, fitting } from './answer-size.ts';
import { cursorOf } from './cursor.ts';
import type { Query } from './query.ts';

/** A document of the index: see processors/indexer/document.ts. */
type StoredDocument = Record<string, unknown> & { stream?: { unindexed?: Record<string, unknown> } };

/** What the engine answers, as far as it is passed on. */
export interface EngineResponse {
  hits: {
    total: { value: number };
    hits: { _source: StoredDocument; highlight?: Record<string, string[]> }[];
  };
  aggregations?: Record<string, { values: { buckets: { key: unknown; key_as_string?: string; doc_count: number }[] } }>;
}

export interface SearchResults {
  total: number;
  /** The page that the first of the items is on. */
  page: number;
  pageSize: number;
  items: readonly { item: Record<string, unknown>; highlight?: Record<string, string[]> }[];
  facets: Record<string, { value: unknown; count: number }[]>;
  /** The cursor of the items that follow; null after the last, or after the last that can be paged through. */
  next: string | null;
}

/**
 * The answer to a search, with as many items as fit into it; at least one, since DynamoDB has none above 400 KB. Undefined
 * where the facets leave no room for it.
 */
export function searchResults({ hits, aggregations = {} }: EngineResponse, query: Query): SearchResults | undefined {
  const { from, pageSize } = query;
  const facets = Object.fromEntries(
    Object.entries(aggregations).map(([facet, { values }]) => [
      facet,
      values.buckets.map(({ key, key_as_string, doc_count }) => ({
        value: facetValue(key, key_as_string),
        count: doc_count,
      })),
    ]),
  );
  const found = hits.hits.map(({ _source, highlight }) => ({
    item: itemOf(_source),
    ...(highlight ? { highlight } : {}),
  }));
  const room = answerBytes - bytesOf(facets);
  const items = fitting(found, room);
  if (room < 0 || (items.length === 0 && found.length > 0)) return undefined;
  const after = from + items.length;
  return {
    total: hits.total.value,
    page: Math.floor(from / pageSize) + 1,
    pageSize,
    items,
    facets,
    next: items.length > 0 && after < Math.min(hits.total.value, searchLimits.results) ? cursorOf(query, after) : null,
  };
}

/** A value as a filter takes it: the engine counts booleans as 0 and 1, and dates as milliseconds. */
const facetValue = (key: unknown, text: string | undefined): unknown =>
  text === 'true' ? true : text === 'false' ? false : (text ?? key);

/** The texts that complete what was typed, as many as fit into an answer, each once, with the key of an item that has it. */
export function completions(
  { hits }: EngineResponse,
  model: SearchModel,
): readonly { text: string; key: Record<string, unknown> }[] {
  const found = new Map<string, Record<string, unknown>>();
  for (const { _source } of hits.hits)
    for (const field of model.suggest) {
      const text = valueAt(_source, field);
      if (typeof text === 'string' && !found.has(text)) found.set(text, keyOf(itemOf(_source), model));
    }
  return fitting(
    [...found].map(([text, key]) => ({ text, key })),
    answerBytes,
  );
}

/** The item: what is indexed of it, and what the index does not take, as it was written. */
const itemOf = ({ stream, ...indexed }: StoredDocument): Record<string, unknown> =>
  stream?.unindexed ? { ...indexed, ...stream.unindexed } : indexed;

const keyOf = (item: Record<string, unknown>, { key }: SearchModel): Record<string, unknown> =>
  Object.fromEntries(key.map((name) => [name, item[name]]));

const valueAt = (source: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      source,
    );

import { searchLimits } from '../../contract/search-limits.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import type { Filter, Query, Suggestion } from './query.ts';
import { termsIn } from './terms.ts';

/** Fields that are completed are the ones people name a thing by: a word found there weighs more. */
const suggestWeight = 3;

type Clause = Record<string, unknown>;

/** The OpenSearch request of a search. Tombstones are never found. */
export function searchBody(query: Query, model: SearchModel): Clause {
  const filters = query.filters.map((filter) => ({ field: filter.field, clause: filterClause(filter, model) }));
  const onFacets = filters.filter(({ field }) => query.facets.includes(field));
  const others = filters.filter(({ field }) => !query.facets.includes(field));
  const misspellings = misspellingsOf(query, model);
  const weighted = model.text.map((field) => (model.suggest.includes(field) ? `${field}^${suggestWeight}` : field));
  return {
    from: (query.page - 1) * query.pageSize,
    size: query.pageSize,
    track_total_hits: true,
    query: {
      bool: {
        must:
          query.words === undefined
            ? [{ match_all: {} }]
            : query.words.split(/\s+/).map((word) => wordClause(word, weighted, misspellings)),
        filter: others.map(({ clause }) => clause),
        must_not: [tombstones],
      },
    },
    // what is filtered by a counted field is left out after counting, so that its other values keep their counts
    post_filter: { bool: { filter: onFacets.map(({ clause }) => clause) } },
    aggs: Object.fromEntries(
      query.facets.map((facet) => [
        facet,
        {
          filter: { bool: { filter: onFacets.filter(({ field }) => field !== facet).map(({ clause }) => clause) } },
          aggs: { values: { terms: { field: model.facets[facet], size: searchLimits.facetValues } } },
        },
      ]),
    ),
    sort: [
      ...query.sort.map(({ field, descending }) => ({ [model.sort[field]!]: { order: descending ? 'desc' : 'asc' } })),
      ...(query.words === undefined ? [] : ['_score']),
      // the same search gives the same pages
      ...model.key.map((field) => ({ [field]: { order: 'asc' } })),
    ],
    ...(query.highlight && query.words !== undefined
      ? { highlight: { encoder: 'html', fields: Object.fromEntries(model.text.map((field) => [field, {}])) } }
      : {}),
  };
}

/** The OpenSearch request of a completion: the last word may be a beginning. */
export const suggestBody = ({ words, limit }: Suggestion, model: SearchModel): Clause => ({
  size: limit,
  _source: [...model.key, ...model.suggest],
  query: {
    bool: {
      must: [{ multi_match: { query: words, fields: model.suggest, type: 'bool_prefix', operator: 'and' } }],
      must_not: [tombstones],
    },
  },
});

/** One clause a word: with one for all of them, a single field would have to hold every word. */
const wordClause = (word: string, fields: readonly string[], misspellings: number): Clause => ({
  multi_match: { query: word, fields, operator: 'and', fuzziness: 'AUTO', max_expansions: misspellings },
});

/** Of each word in each field: as many as the engine takes of them together. */
function misspellingsOf({ words = '', filters }: Query, { text }: SearchModel): number {
  const clauses = Math.max(1, termsIn(words) * text.length);
  return Math.min(searchLimits.misspellings, Math.floor((searchLimits.clauses - filters.length) / clauses));
}

const tombstones = { term: { 'stream.deleted': true } };

function filterClause(filter: Filter, model: SearchModel): Clause {
  const { field } = model.filters[filter.field]!;
  if ('anyOf' in filter) return { terms: { [field]: filter.anyOf } };
  const { from, to } = filter;
  return {
    range: { [field]: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) } },
  };
}

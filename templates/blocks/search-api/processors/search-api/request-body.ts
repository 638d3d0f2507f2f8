import { searchLimits } from '../../contract/search-limits.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import { filterClauses, type Filter, type Query, type Suggestion } from './query.ts';
import { clausesOf, formsOf } from './terms.ts';

/** Fields that are completed are the ones people name a thing by: a word found there weighs more. */
const suggestWeight = 3;

type Clause = Record<string, unknown>;

/** The OpenSearch request of a search, for `size` items of it at most. Tombstones are never found. */
export function searchBody(query: Query, model: SearchModel, size: number): Clause {
  const filters = query.filters.map((filter) => ({ field: filter.field, clause: filterClause(filter, model) }));
  const onFacets = filters.filter(({ field }) => query.facets.includes(field));
  const others = filters.filter(({ field }) => !query.facets.includes(field));
  const misspellings = misspellingsOf(query, model);
  const weighted = model.text.map((field) => (model.suggest.includes(field) ? `${field}^${suggestWeight}` : field));
  return {
    from: query.from,
    size,
    track_total_hits: true,
    query: {
      bool: {
        must:
          query.words.length === 0
            ? [{ match_all: {} }]
            : query.words.map((word) =>
                inEitherForm(word, (query) => ({
                  query,
                  fields: weighted,
                  ...forgiving,
                  max_expansions: misspellings,
                })),
              ),
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
      ...(query.words.length === 0 ? [] : ['_score']),
      // the same search gives the same pages
      ...model.key.map((field) => ({ [field]: { order: 'asc' } })),
    ],
    ...(query.highlight && query.words.length > 0
      ? { highlight: { encoder: 'html', fields: Object.fromEntries(model.text.map((field) => [field, {}])) } }
      : {}),
  };
}

/** The OpenSearch request of a completion: the last word may be a beginning. */
export const suggestBody = ({ words, limit }: Suggestion, model: SearchModel): Clause => ({
  size: limit,
  // a key that its field does not take, such as a number beyond a long, is not indexed
  _source: [...model.key, ...model.suggest, ...model.key.map((name) => `stream.unindexed.${name}`)],
  query: {
    bool: {
      must: [
        inEitherForm(words.join(' '), (query) => ({
          query,
          fields: model.suggest,
          type: 'bool_prefix',
          operator: 'and',
        })),
      ],
      must_not: [tombstones],
    },
  },
});

/** For each word of a search: with one clause for all of them, a single field would have to hold every word. */
const forgiving = {
  operator: 'and',
  fuzziness: 'AUTO',
  // where the analyzer finds nothing in a word, the word constrains nothing
  zero_terms_query: 'all',
};

/** A clause that a text in either form of Unicode meets. */
function inEitherForm(text: string, match: (form: string) => Clause): Clause {
  const [only, ...more] = formsOf(text).map((form) => ({ multi_match: match(form) }));
  return more.length === 0 ? only! : { bool: { should: [only, ...more] } };
}

/** Of each word in each field: as many as the engine takes of them together. */
function misspellingsOf(query: Query, model: SearchModel): number {
  const clauses = Math.max(1, clausesOf(query.words) * model.text.length);
  return Math.min(
    searchLimits.misspellings,
    Math.floor((searchLimits.clauses - filterClauses(query.filters, model)) / clauses),
  );
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

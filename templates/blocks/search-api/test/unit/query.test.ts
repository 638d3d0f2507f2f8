import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { readQuery, readSuggestion } from '../../processors/search-api/query.ts';
import { searchBody, suggestBody } from '../../processors/search-api/request-body.ts';

/** A small model of its own: the search API is about any contract. */
const model: SearchModel = {
  key: ['id'],
  text: ['head', 'body'],
  suggest: ['head'],
  facets: { color: 'color', made: 'made.keyword' },
  filters: {
    color: { field: 'color', type: 'keyword' },
    made: { field: 'made.keyword', type: 'keyword' },
    weight: { field: 'weight', type: 'number' },
    born: { field: 'born', type: 'date' },
    live: { field: 'live', type: 'boolean' },
    'box.from': { field: 'box.from', type: 'keyword' },
  },
  sort: { head: 'head.keyword', weight: 'weight' },
};
const read = (query: string) => readQuery(new URLSearchParams(query), model);
const body = (query: string): any => {
  const result = read(query);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return searchBody(result.value, model);
};

describe('a search', () => {
  it('without parameters finds everything but tombstones, in a stable order', () => {
    expect(body('')).toMatchObject({
      from: 0,
      size: 20,
      query: { bool: { must: [{ match_all: {} }], must_not: [{ term: { 'stream.deleted': true } }] } },
      sort: [{ id: { order: 'asc' } }],
    });
  });

  it('looks for each word in every text field, more so in those that name a thing', () => {
    const anywhere = { fields: ['head^3', 'body'], operator: 'and', fuzziness: 'AUTO', max_expansions: 50 };
    expect(body('q=red++boat').query.bool.must).toEqual([
      { multi_match: { query: 'red', ...anywhere } },
      { multi_match: { query: 'boat', ...anywhere } },
    ]);
    expect(body('q=red').sort).toEqual(['_score', { id: { order: 'asc' } }]);
  });

  it('filters by values, by ranges, and by any of several values', () => {
    const query =
      'filter.weight.from=1&filter.weight.to=2.5&filter.born.from=2026-01-01&filter.live=true&facets=none&filter.color=red&filter.color=blue';
    expect(body(query).query.bool.filter).toEqual([
      { range: { weight: { gte: 1, lte: 2.5 } } },
      { range: { born: { gte: '2026-01-01' } } },
      { terms: { live: [true] } },
      { terms: { color: ['red', 'blue'] } },
    ]);
  });

  it('filters by a field that has the name of a bound', () => {
    expect(body('filter.box.from=attic&facets=none').query.bool.filter).toEqual([{ terms: { 'box.from': ['attic'] } }]);
  });

  it('counts the other values of a facet that is filtered, and the values of other facets with the filter', () => {
    const { query, post_filter, aggs } = body('filter.color=red');
    expect(query.bool.filter).toEqual([]);
    expect(post_filter).toEqual({ bool: { filter: [{ terms: { color: ['red'] } }] } });
    expect(aggs.color.filter.bool.filter).toEqual([]);
    expect(aggs.made.filter.bool.filter).toEqual([{ terms: { color: ['red'] } }]);
    expect(aggs.made.aggs.values.terms).toEqual({ field: 'made.keyword', size: 50 });
  });

  it('pages, sorts and highlights', () => {
    expect(body('page=3&pageSize=50&sort=-weight,head&q=x&highlight=true')).toMatchObject({
      from: 100,
      size: 50,
      sort: [{ weight: { order: 'desc' } }, { 'head.keyword': { order: 'asc' } }, '_score', { id: { order: 'asc' } }],
      highlight: { encoder: 'html', fields: { head: {}, body: {} } },
    });
  });
});

describe('a search that cannot be understood', () => {
  it.each([
    ['colour=red', 'colour: expected one of q, facets, sort, page, pageSize, highlight, filter.FIELD'],
    ['filter.colour=red', 'filter.colour: expected filter.FIELD, where FIELD is one of color, made, weight'],
    ['filter.constructor=red', 'filter.constructor: expected filter.FIELD'],
    ['filter.weight=heavy', 'filter.weight: expected a number'],
    ['filter.weight=', 'filter.weight: expected a number'],
    ['filter.born.from=soon', 'filter.born.from: expected a date'],
    ['filter.live=yes', 'filter.live: expected true or false'],
    ['filter.color.from=a', 'filter.color.from: only numbers and dates have a range'],
    ['facets=weight', 'facets: weight is none of color, made'],
    ['sort=color', 'sort: color is none of head, weight'],
    ['page=0', 'page: expected a whole number from 1 to 10000'],
    ['pageSize=101', 'pageSize: expected a whole number from 1 to 100'],
    ['page=101&pageSize=100', 'page: only the first 10000 results'],
    ['highlight=1', 'highlight: expected true or false'],
    [`q=${'x'.repeat(501)}`, 'q: expected at most 500 characters'],
    [`q=${'x+'.repeat(21)}`, 'q: expected at most 20 words'],
  ])('%s is refused', (query, problem) => {
    const result = read(query);
    expect(result.ok ? 'understood' : result.problems.join('\n')).toContain(problem);
  });

  it('is told everything that is wrong with it at once', () => {
    const result = read('page=x&sort=nope&filter.weight=heavy');
    expect(result.ok ? [] : result.problems).toHaveLength(3);
  });

  it('asks for words of a contract that has no text', () => {
    const result = readQuery(new URLSearchParams('q=x'), { ...model, text: [] });
    expect(result).toEqual({ ok: false, problems: ['q: the contract has no field to look for words in; use filters'] });
  });
});

describe('a completion', () => {
  it('takes the last word for a beginning', () => {
    const result = readSuggestion(new URLSearchParams('q=red bo&limit=3'), model);
    if (!result.ok) throw new Error(result.problems.join('\n'));
    expect(suggestBody(result.value, model)).toEqual({
      size: 3,
      _source: ['id', 'head'],
      query: {
        bool: {
          must: [{ multi_match: { query: 'red bo', fields: ['head'], type: 'bool_prefix', operator: 'and' } }],
          must_not: [{ term: { 'stream.deleted': true } }],
        },
      },
    });
  });

  it.each([
    ['', 'q: expected the beginning of a word'],
    ['q=x&limit=21', 'limit: expected a whole number from 1 to 20'],
    ['q=x&page=2', 'page: expected one of q, limit'],
  ])('with %j is refused', (query, problem) => {
    const result = readSuggestion(new URLSearchParams(query), model);
    expect(result.ok ? 'understood' : result.problems.join('\n')).toContain(problem);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { cursorOf } from '../../processors/search-api/cursor.ts';
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
    count: { field: 'count', type: 'integer' },
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
  return searchBody(result.value, model, result.value.size);
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

  it('counts all that it finds: the engine would stop at 10,000', () => {
    expect(body('q=red')).toMatchObject({ track_total_hits: true });
  });

  it('goes on with the same words, filters and order only', () => {
    const searched = (query: string) => {
      const result = read(query);
      if (!result.ok) throw new Error(result.problems.join('\n'));
      return cursorOf(result.value, 20);
    };
    const other = ['q=red&sort=-weight', 'q=red&filter.color=red', 'q=blue'].map(searched);
    const same = ['q=red', 'q=red&pageSize=5', 'q=red&facets=none'].map(searched);
    expect(new Set([...same, ...other]).size).toBe(4);
    expect(new Set(same).size).toBe(1);
  });

  it('looks for each word in every text field, more so in those that name a thing', () => {
    const anywhere = { fields: ['head^3', 'body'], operator: 'and', fuzziness: 'AUTO', zero_terms_query: 'all' };
    expect(body('q=red++boat').query.bool.must).toEqual([
      { multi_match: { query: 'red', ...anywhere, max_expansions: 50 } },
      { multi_match: { query: 'boat', ...anywhere, max_expansions: 50 } },
    ]);
    expect(body('q=red').sort).toEqual(['_score', { id: { order: 'asc' } }]);
  });

  it('leaves out words that hold nothing to look for', () => {
    const { must } = body('q=- oak %26 iron / %25').query.bool;
    expect(must.map(({ multi_match }: any) => multi_match.query)).toEqual(['oak', 'iron']);
  });

  it('looks for a word with accents in both forms that Unicode has for it', () => {
    const [{ bool }] = body('q=caf%C3%A9').query.bool.must;
    expect(bool.should.map(({ multi_match }: any) => multi_match.query)).toEqual(['caf\u00e9', 'cafe\u0301']);
    expect(body('q=cafe%CC%81').query.bool.must).toEqual(body('q=caf%C3%A9').query.bool.must);
  });

  it('compares whole numbers with all their digits', () => {
    const { filter } = body('filter.count=3804086584686624768&filter.count.to=-9223372036854775808').query.bool;
    expect(JSON.stringify(filter)).toBe(
      '[{"terms":{"count":[3804086584686624768]}},{"range":{"count":{"lte":-9223372036854775808}}}]',
    );
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

it.each(['2024-02-29', '2026-01-01T10:00Z', '2026-01-01T10:00:00.123456789-18:00', '0000-01-01'])(
  'a search understands the date %s',
  (date) => {
    expect(read(`filter.born=${encodeURIComponent(date)}`).ok).toBe(true);
  },
);

describe('a search that cannot be understood', () => {
  it.each([
    ['colour=red', 'colour: expected one of q, facets, sort, page, pageSize, cursor, highlight, filter.FIELD'],
    ['filter.colour=red', 'filter.colour: expected filter.FIELD, where FIELD is one of color, made, weight'],
    ['filter.constructor=red', 'filter.constructor: expected filter.FIELD'],
    ['filter.weight=heavy', 'filter.weight: expected a number'],
    ['filter.weight=', 'filter.weight: expected a number'],
    ['filter.born.from=soon', 'filter.born.from: expected a date'],
    ['filter.weight=0x10', 'filter.weight: expected a number'],
    ['filter.count=1.5', 'filter.count: expected a whole number'],
    ['filter.count=9223372036854775808', 'filter.count: expected a whole number of at most 64 bits'],
    ['filter.count.from=1e300', 'filter.count.from: expected a whole number'],
    ['filter.born.from=2026-02-30', 'filter.born.from: expected a date'],
    ['filter.born=2025-02-29', 'filter.born: expected a date'],
    ['filter.born=2026-01-01T24:00:00Z', 'filter.born: expected a date'],
    ['filter.born=2026-01-01T10:00:00.123456789123Z', 'filter.born: expected a date'],
    ['filter.born=2026-01-01T10:00:00%2B23:59', 'filter.born: expected a date'],
    ['filter.born=2026-01-01T10:00:00%2B18:01', 'filter.born: expected a date'],
    ['filter.weight.from=1&filter.weight.from=2', 'filter.weight.from: expected once'],
    [`${'filter.weight=1&'.repeat(101)}`, 'filter.weight: expected at most 100 values'],
    ['filter.live=yes', 'filter.live: expected true or false'],
    ['filter.color.from=a', 'filter.color.from: only numbers and dates have a range'],
    ['facets=weight', 'facets: weight is none of color, made'],
    ['sort=color', 'sort: color is none of head, weight'],
    ['page=0', 'page: expected a whole number from 1 to 10000'],
    ['pageSize=101', 'pageSize: expected a whole number from 1 to 100'],
    ['page=101&pageSize=100', 'page: only the first 10000 results'],
    ['cursor=next', 'cursor: expected the value of "next" in an earlier answer'],
    ['cursor=0123456789abcdef-0', 'cursor: expected the value of "next" in an earlier answer'],
    ['cursor=0123456789abcdef-10000', 'cursor: expected the value of "next" in an earlier answer'],
    ['cursor=0123456789abcdef-20', 'cursor: belongs to another search; repeat its q, filters and sort'],
    ['cursor=0123456789abcdef-20&page=2', 'cursor: expected without page'],
    ['highlight=1', 'highlight: expected true or false'],
    [`q=${'x'.repeat(501)}`, 'q: expected at most 500 characters'],
    [`q=${'x+'.repeat(21)}`, 'q: expected at most 20 words'],
    ['q=%26', 'q: expected a letter, a digit or another sign that can be looked for'],
    ['q=red&q=blue', 'q: expected once'],
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
      _source: ['id', 'head', 'stream.unindexed.id'],
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
    ['q=%26', 'q: expected a letter, a digit or another sign that can be looked for'],
    ['q=x&limit=2&limit=3', 'limit: expected once'],
    ['q=x&limit=21', 'limit: expected a whole number from 1 to 20'],
    ['q=x&page=2', 'page: expected one of q, limit'],
  ])('with %j is refused', (query, problem) => {
    const result = readSuggestion(new URLSearchParams(query), model);
    expect(result.ok ? 'understood' : result.problems.join('\n')).toContain(problem);
  });
});

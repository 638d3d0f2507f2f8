import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { bulkBody, clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

const keyword = { type: 'keyword' };
const properties = {
  name: { type: 'text', fields: { raw: keyword, short: { type: 'keyword', ignore_above: 8 } } },
  text: { type: 'text' },
  colour: keyword,
  price: { type: 'double' },
  since: { type: 'date' },
  sold: { type: 'boolean' },
  hidden: { type: 'keyword', index: false },
  text_only: { type: 'text', index: false },
  nowhere: { type: 'keyword', index: false, doc_values: false },
  maker: { properties: { city: keyword } },
};
const products = {
  p1: {
    name: 'Wooden chair',
    text: 'A chair for the garden',
    colour: 'red',
    price: 10,
    since: '2026-01-01T08:00:00Z',
    sold: true,
  },
  p2: {
    name: 'Garden table',
    text: 'Goes with the wooden chair',
    colour: ['red', 'blue'],
    price: 99.5,
    since: '2026-01-02',
  },
  p3: {
    name: 'Lamp',
    text: 'Light for table and desk',
    colour: 'Blue',
    price: '7',
    maker: { city: 'Bonn' },
    sold: false,
  },
  p4: { name: 'Table lamp "Größe 2"', text: 'chair chair chair', price: null, maker: { city: 'Ulm' }, hidden: 'x' },
};

function shop() {
  const client = clientOf(createWorld({}));
  expect(client.put('/products', { mappings: { dynamic: 'strict', properties } }).status).toBe(200);
  expect(client.fill(products).body.errors).toBe(false);
  return client;
}
const foundBy = (query: object) => shop().found({ query }).toSorted();

describe('exact queries', () => {
  it.each<[object, string[]]>([
    [{ match_all: {} }, ['p1', 'p2', 'p3', 'p4']],
    [{ term: { colour: 'red' } }, ['p1', 'p2']],
    [{ term: { colour: { value: 'blue' } } }, ['p2']],
    [{ term: { colour: { value: 'blue', case_insensitive: true } } }, ['p2', 'p3']],
    [{ term: { price: '7.0' } }, ['p3']],
    [{ term: { sold: true } }, ['p1']],
    [{ term: { 'name.raw': 'Garden table' } }, ['p2']],
    [{ term: { name: 'table' } }, ['p2', 'p4']],
    [{ term: { name: 'Table' } }, []],
    [{ term: { 'name.short': 'Lamp' } }, ['p3']],
    [{ exists: { field: 'name.short' } }, ['p3']],
    [{ term: { 'maker.city': 'Bonn' } }, ['p3']],
    [{ term: { unknown: 'x' } }, []],
    [{ term: { hidden: 'x' } }, ['p4']],
    [{ terms: { colour: ['Blue', 'red'] } }, ['p1', 'p2', 'p3']],
    [{ terms: { _id: ['p4', 'p9'] } }, ['p4']],
    [{ ids: { values: ['p1', 'p4'] } }, ['p1', 'p4']],
    [{ exists: { field: 'price' } }, ['p1', 'p2', 'p3']],
    [{ exists: { field: 'maker' } }, ['p3', 'p4']],
    [{ range: { price: { gt: 7, lte: '99.5' } } }, ['p1', 'p2']],
    [{ range: { price: { gte: 7, lt: 99.5 } } }, ['p1', 'p3']],
    [{ range: { since: { gte: '2026-01-02' } } }, ['p2']],
    [{ range: { since: { lte: '2026-01-01' } } }, ['p1']],
    [{ range: { since: { lt: '2026-01-01' } } }, []],
    [{ range: { since: { gt: '2026-01-01' } } }, ['p2']],
    [{ range: { colour: { gte: 'a', lt: 'c' } } }, ['p2']],
  ])('%j', (query, ids) => {
    expect(foundBy(query)).toEqual(ids);
  });
});

describe('bool', () => {
  const [red, blue] = [{ term: { colour: 'red' } }, { term: { colour: 'blue' } }];
  it.each<[object, string[]]>([
    [{ must: [red], filter: [blue] }, ['p2']],
    [{ must: red, must_not: blue }, ['p1']],
    [{ should: [red, { term: { colour: 'Blue' } }] }, ['p1', 'p2', 'p3']],
    [{ filter: [{ match_all: {} }], should: [red] }, ['p1', 'p2', 'p3', 'p4']],
    [{ filter: [{ match_all: {} }], should: [red, blue], minimum_should_match: 2 }, ['p2']],
    [{ should: [red, blue, { match_all: {} }], minimum_should_match: '67%' }, ['p1', 'p2']],
    [{ should: [red, blue, { match_all: {} }], minimum_should_match: -1 }, ['p1', 'p2']],
    [{ must_not: [red] }, ['p3', 'p4']],
    [{}, ['p1', 'p2', 'p3', 'p4']],
  ])('%j', (bool, ids) => {
    expect(foundBy({ bool })).toEqual(ids);
  });
});

describe('text queries', () => {
  it.each<[object, string[]]>([
    [{ match: { text: 'Wooden CHAIR' } }, ['p1', 'p2', 'p4']],
    [{ match: { text: { query: 'wooden chair', operator: 'and' } } }, ['p2']],
    [{ match: { text: { query: 'wooden chair lamp', minimum_should_match: 2 } } }, ['p2']],
    [{ match: { name: 'größe' } }, ['p4']],
    [{ match: { text: 'chiar' } }, []],
    [{ match: { text: { query: 'chiar', fuzziness: 'AUTO' } } }, ['p1', 'p2', 'p4']],
    [{ match: { name: { query: 'lmap', fuzziness: 'AUTO' } } }, ['p3', 'p4']],
    [{ match: { name: { query: 'lmap', fuzziness: 1 } } }, ['p3', 'p4']],
    [{ match: { name: { query: 'lmpa', fuzziness: 1 } } }, []],
    [{ match: { name: { query: 'xamp', fuzziness: 'AUTO', prefix_length: 1 } } }, []],
    [{ match: { name: '...' } }, []],
    [{ match: { name: { query: '& -', zero_terms_query: 'all' } } }, ['p1', 'p2', 'p3', 'p4']],
    [{ multi_match: { query: '&', fields: ['name', 'text'], zero_terms_query: 'all' } }, ['p1', 'p2', 'p3', 'p4']],
    [{ match: { colour: 'red' } }, ['p1', 'p2']],
    [{ match: { price: 10 } }, ['p1']],
    [{ match: { unknown: 'x' } }, []],
    [{ match_bool_prefix: { name: 'table la' } }, ['p2', 'p3', 'p4']],
    [{ match_bool_prefix: { name: { query: 'table la', operator: 'and' } } }, ['p4']],
    [{ multi_match: { query: 'garden', fields: ['name^3', 'text'] } }, ['p1', 'p2']],
    [{ multi_match: { query: 'gar', fields: ['name', 'text'], type: 'bool_prefix' } }, ['p1', 'p2']],
    [{ multi_match: { query: 'lamp', fields: ['name', 'price'], lenient: true } }, ['p3', 'p4']],
    [{ multi_match: { query: 'wooden garden', fields: ['name', 'text'], operator: 'and' } }, []],
  ])('%j', (query, ids) => {
    expect(foundBy(query)).toEqual(ids);
  });

  it('put first what fits best: rare words, short texts, many mentions, boosted fields', () => {
    const { found } = shop();
    const match = (text: string) => found({ query: { match: { text } } });
    expect(match('chair')[0]).toBe('p4');
    expect(match('garden chair')[0]).toBe('p1');
    const fields = (name: string) => found({ query: { multi_match: { query: 'table', fields: [name, 'text'] } } });
    expect(fields('name^9')[0]).toBe('p2');
    expect(fields('name^0.01')[0]).toBe('p3');
    const should = [{ term: { colour: { value: 'Blue', boost: 50 } } }];
    expect(found({ query: { bool: { must: { match: { text: 'table chair' } }, should } } })[0]).toBe('p3');
  });
});

describe('what a search gives back', () => {
  it('is paged, sorted with missing values last, and counted', () => {
    const { found, post } = shop();
    expect(found({ sort: [{ price: 'desc' }] })).toEqual(['p2', 'p1', 'p3', 'p4']);
    expect(found({ sort: [{ price: { order: 'asc', missing: '_first' } }, '_id'] })).toEqual(['p4', 'p3', 'p1', 'p2']);
    expect(found({ sort: [{ colour: 'asc' }, { _id: 'desc' }] })).toEqual(['p3', 'p2', 'p1', 'p4']);
    expect(found({ sort: ['_id'], from: 1, size: 2 })).toEqual(['p2', 'p3']);
    expect(found({ sort: [{ price: 'asc' }], search_after: [7] })).toEqual(['p1', 'p2', 'p4']);
    const total = (body: object) => post('/products/_search', { size: 0, ...body }).body.hits.total;
    expect(total({})).toEqual({ value: 4, relation: 'eq' });
    expect(total({ track_total_hits: 2 })).toEqual({ value: 2, relation: 'gte' });
    expect(total({ track_total_hits: false })).toBeUndefined();
    expect(post('/products/_count', { query: { term: { colour: 'red' } } }).body.count).toBe(2);
  });

  it('says how well each hit fits, and by what it was sorted', () => {
    const { post } = shop();
    const hits = (body: object) => post('/products/_search', body).body.hits;
    expect(hits({ query: { match: { text: 'chair' } } }).max_score).toBeGreaterThan(0);
    const [first] = hits({ sort: [{ since: 'asc' }, 'colour'] }).hits;
    expect(first).toMatchObject({ _id: 'p1', _score: null, sort: [Date.UTC(2026, 0, 1, 8), 'red'] });
  });

  it('looks for the most similar misspellings, as many as it is told', () => {
    const { put, post } = clientOf(createWorld({}));
    put('/words', { mappings: { properties: { word: { type: 'text' } } } });
    const words = ['garden', 'gardens', 'gardena', 'gardenab', 'harden'];
    post('/words/_bulk?refresh=true', bulkBody(...words.flatMap((word) => [{ index: { _id: word } }, { word }])));
    const found = (most: number) => {
      const query = { match: { word: { query: 'garden', fuzziness: 'AUTO', max_expansions: most } } };
      const { hits } = post('/words/_search', { query, sort: ['_id'] }).body.hits;
      return hits.map(({ _id }: { _id: string }) => _id);
    };
    expect(found(1)).toEqual(['garden']);
    expect(found(2)).toEqual(['garden', 'gardena']);
    expect(found(3)).toEqual(['garden', 'gardena', 'gardens']);
    expect(found(50)).toEqual([...words].toSorted());
  });

  it('marks the words that were found, misspelt and incomplete ones too', () => {
    const marked = (query: object, highlight: object) => {
      const { hits } = shop().post('/products/_search', { query, highlight, sort: ['_id'] }).body.hits;
      return hits.map((hit: { highlight?: object }) => hit.highlight);
    };
    const fields = { name: {}, text: {} };
    expect(marked({ match: { name: { query: 'garten', fuzziness: 'AUTO' } } }, { fields })).toEqual([
      { name: ['<em>Garden</em> table'] },
    ]);
    expect(marked({ match_bool_prefix: { text: 'woo' } }, { fields, pre_tags: ['['], post_tags: [']'] })).toEqual([
      { text: ['Goes with the [wooden] chair'] },
    ]);
    const html = { fields: { name: { number_of_fragments: 0 } }, encoder: 'html' };
    expect(marked({ match: { name: 'größe' } }, html)).toEqual([{ name: ['Table lamp &quot;<em>Größe</em> 2&quot;'] }]);
    const short = { fields: { text: { fragment_size: 12 } } };
    const [desk] = marked({ bool: { filter: { match: { text: 'desk' } } } }, short);
    expect(desk).toEqual({ text: [expect.stringMatching(/(?<!^Light.*)<em>desk<\/em>$/)] });
    expect(marked({ term: { colour: 'blue' } }, { fields })).toEqual([undefined]);
  });
});

describe('a search that cannot be answered', () => {
  const reasonOf = (answer: { body: { error: { root_cause: { reason: string }[] } } }) =>
    answer.body.error.root_cause[0]!.reason;

  onlyStandIn.each<[body: object, reason: string]>([
    [{ query: { span_near: {} } }, 'query clause [span_near] is not modelled'],
    [{ query: { bool: { filter: { wildcard: { name: 'x*' } } } } }, 'query clause [wildcard]'],
    [{ query: { constructor: {} } }, 'query clause [constructor]'],
    [{ query: { match: { name: { query: 'x', analyzer: 'german' } } } }, '[analyzer] in [match]'],
    [{ query: { multi_match: { query: 'x', fields: ['name'], type: 'phrase' } } }, '[multi_match] of type [phrase]'],
    [{ query: { range: { since: { gte: 'now-1d' } } } }, 'date math [now-1d]'],
    [{ aggs: { a: { percentiles: { field: 'price' } } } }, 'aggregation [percentiles]'],
    [{ collapse: { field: 'colour' } }, '[collapse] in a search'],
  ])('because it is not modelled is told so: %j', (body, reason) => {
    const answer = shop().post('/products/_search', body);
    expect(answer.status).toBe(501);
    expect(reasonOf(answer)).toContain(reason);
  });

  it.each<[body: object, reason: string]>([
    [{ query: { match: {} } }, 'No text specified for text query'],
    [{ query: {} }, 'empty clause found'],
    [{ from: -1 }, '[from] parameter cannot be negative'],
  ])('because it is malformed is refused: %j', (body, reason) => {
    const answer = shop().post('/products/_search', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.reason).toContain(reason);
    expect(answer.body).toMatchObject({ status: 400, error: { root_cause: [{ type: answer.body.error.type }] } });
  });

  it.each<[body: object, reason: string]>([
    [{ query: { range: { price: { gte: 'cheap' } } } }, 'failed to create query: For input string: "cheap"'],
    [{ query: { term: { text_only: 'x' } } }, 'Cannot search on field [text_only] since it is not indexed.'],
    [{ query: { term: { nowhere: 'x' } } }, 'not indexed, and does not have doc_values enabled.'],
    [{ query: { match: { price: 'cheap' } } }, 'failed to create query: For input string: "cheap"'],
    [{ sort: ['name'] }, 'Text fields are not optimised'],
    [{ sort: ['unknown'] }, 'No mapping found for [unknown] in order to sort on'],
    [{ from: 9999, size: 2 }, 'Result window is too large'],
    [{ sort: ['_id'], search_after: [1, 2] }, 'search_after has 2 value(s) but sort has 1.'],
  ])('because of where the documents are fails on all shards: %j', (body, reason) => {
    const answer = shop().post('/products/_search', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { status: 400, error: { type: 'search_phase_execution_exception', reason: 'all shards failed' } },
    });
    expect(reasonOf(answer)).toContain(reason);
    expect(answer.body.error.failed_shards[0].reason.reason).toContain(reason);
  });

  it('names the index that does not exist', () => {
    expect(shop().post('/prodcts/_search', {})).toMatchObject({
      status: 404,
      body: { error: { reason: 'no such index [prodcts]' } },
    });
  });
});

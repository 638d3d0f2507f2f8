import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { itemKey } from '../../contract/derived/item-table.ts';
import { plainJson, type Plain } from '../../delivery/raw-change.ts';
import { SearchOracle, type Asked } from '../../delivery/search-oracle.ts';
import { searchQuestions } from '../../delivery/search-questions.ts';

const model: SearchModel = {
  key: itemKey.map(({ name }) => name),
  text: ['head'],
  suggest: ['head'],
  facets: { live: 'live', tags: 'tags' },
  filters: {
    ...Object.fromEntries(itemKey.map(({ name }) => [name, { field: name, type: 'keyword' as const }])),
    live: { field: 'live', type: 'boolean' },
    tags: { field: 'tags', type: 'keyword' },
    count: { field: 'count', type: 'integer' },
    price: { field: 'price', type: 'number' },
    born: { field: 'born', type: 'date' },
  },
  sort: { count: 'count', born: 'born' },
};

const item = (id: string, fields: string): Plain =>
  plainJson(`{${itemKey.map(({ name }) => `"${name}":"${id}"`).join()},${fields}}`);
const items = [
  item('a', '"head":"Red boat","live":true,"tags":["x","y","x"],"count":3804086584686624768,"price":10.0'),
  item(
    'b',
    '"head":"Blue","live":false,"tags":["y"],"count":3804086584686624769,"price":9.5,"born":"2026-01-01T10:00:00Z"',
  ),
  item('c', '"live":true,"born":"2026-01-01T10:00:00+02:00","box":{"from":"attic"},"price":null'),
];
const oracle = new SearchOracle(model, items);
const ids = (asked: Asked) => oracle.found(asked).map((found) => String(found[itemKey[0]!.name]));

describe('what a search has to find', () => {
  it.each<[Asked['filters'][number], string[]]>([
    [{ field: 'live', anyOf: ['true'] }, ['a', 'c']],
    [{ field: 'tags', anyOf: ['x', 'z'] }, ['a']],
    [{ field: 'count', anyOf: ['3804086584686624769'] }, ['b']],
    [{ field: 'count', from: '3804086584686624769' }, ['b']],
    [{ field: 'price', to: '9.5' }, ['b']],
    [{ field: 'price', anyOf: ['10'], from: '9.5' }, ['a']],
    [{ field: 'price', anyOf: ['10'], to: '9.5' }, []],
    [{ field: 'born', to: '2026-01-01T09:00:00Z' }, ['c']],
  ])('%j', (condition, found) => {
    expect(ids({ filters: [condition] })).toEqual(found);
  });

  it('is in order, with what has no value last', () => {
    expect(ids({ filters: [], sort: { field: 'count', descending: false } })).toEqual(['a', 'b', 'c']);
    expect(ids({ filters: [], sort: { field: 'count', descending: true } })).toEqual(['b', 'a', 'c']);
    expect(ids({ filters: [], sort: { field: 'born', descending: false } })).toEqual(['c', 'b', 'a']);
  });

  it('counts each value once an item, and leaves out filters on the facet itself', () => {
    const filters = [{ field: 'live', anyOf: ['true'] }];
    expect(oracle.counts({ filters }, 'live')).toEqual(
      new Map([
        [1, 2],
        [0, 1],
      ]),
    );
    expect(oracle.counts({ filters }, 'tags')).toEqual(
      new Map([
        ['x', 1],
        ['y', 1],
      ]),
    );
  });
});

describe('the questions to the search API', () => {
  const questions = [
    ...searchQuestions(
      model,
      items.map((each) => ({ item: each, indexed: each })),
    ),
  ];
  const asked = questions.map(({ path, query }) => `${path}?${new URLSearchParams(query).toString()}`);

  it('are about default parameters, every sort, every filter, words, completions and refusals', () => {
    const key = itemKey.map(({ name }) => `&${new URLSearchParams([[`filter.${name}`, 'a']]).toString()}`).join('');
    expect(asked).toEqual(
      expect.arrayContaining([
        'search?',
        'search?sort=count',
        'search?sort=-count',
        'search?filter.live=true&filter.live=false',
        'search?filter.price.from=10.0',
        'search?filter.price=10.0&filter.price=9.5&filter.price.from=10.0',
        'search?filter.born.to=2026-01-01T10%3A00%3A00Z',
        `search?q=Red&highlight=true${key}`,
        'suggest?q=Red',
        'search?pageSize=0',
      ]),
    );
  });

  const everything = questions.find(({ query }) => query.length === 0)!;
  const right = {
    total: 3,
    items: items.map((each) => ({ item: each })),
    facets: {
      live: [
        { value: true, count: 2 },
        { value: false, count: 1 },
      ],
      tags: [
        { value: 'y', count: 2 },
        { value: 'x', count: 1 },
      ],
    },
    next: null,
  };
  // numbers with their digits are texts in JSON.stringify
  const problems = (body: object) => everything.problems(JSON.stringify(body).replaceAll(/"(\d+(?:e-\d+)?)"/g, '$1'));

  it('accept a right answer', () => {
    expect(problems(right)).toEqual([]);
  });

  it.each<[string, object]>([
    ['a wrong total', { ...right, total: 2 }],
    ['an item that lacks', { ...right, items: right.items.slice(1) }],
    ['an item twice', { ...right, items: [right.items[0], right.items[0], right.items[1]] }],
    [
      'an item that is not as the index holds it',
      { ...right, items: [...right.items.slice(1), { item: { ...items[0], head: 'x' } }] },
    ],
    ['a facet that lacks', { ...right, facets: { live: right.facets.live } }],
    [
      'a wrong count',
      {
        ...right,
        facets: {
          ...right.facets,
          live: [
            { value: true, count: 1 },
            { value: false, count: 1 },
          ],
        },
      },
    ],
    [
      'a truth value as text',
      {
        ...right,
        facets: { ...right.facets, live: right.facets.live.map((each) => ({ ...each, value: `${each.value}` })) },
      },
    ],
    ['a value that lacks', { ...right, facets: { ...right.facets, tags: [{ value: 'y', count: 2 }] } }],
  ])('see %s', (_what, wrong) => {
    expect(problems(wrong)).not.toEqual([]);
  });

  it('see an order that is not the one asked for', () => {
    const sorted = questions[asked.indexOf('search?sort=-count')]!;
    expect(sorted.problems(JSON.stringify(right).replaceAll(/"(\d+(?:e-\d+)?)"/g, '$1'))).toEqual([
      'the search sort=-count returns items in another order',
    ]);
  });
});

it.each([
  ['192.0.2.1', undefined],
  ['host 192.0.2.1', 'host'],
  ["l'eau claire", 'claire'],
  ['a_b c-d', 'c'],
  ['3,5 kg', 'kg'],
  ['red-boat', 'red'],
])('asks for a word that the analyzer sees in "%s": %s', (head, word) => {
  const each = item('a', `"head":${JSON.stringify(head)}`);
  const asked = [...searchQuestions(model, [{ item: each, indexed: each }])]
    .filter(({ what }) => what.startsWith('a search for "'))
    .map(({ query }) => new Map(query).get('q'));
  expect(asked).toEqual(word === undefined ? [] : [word]);
});

import { expect, it } from '@jest/globals';
import { clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

const properties = {
  colour: { type: 'keyword' },
  price: { type: 'double' },
  sold: { type: 'boolean' },
  since: { type: 'date' },
  name: { type: 'text' },
};

function aggregations(body: object) {
  const client = clientOf(createWorld({}));
  client.put('/products', { mappings: { properties } });
  client.fill({
    p1: { colour: 'red', price: 10, sold: true, since: '2026-01-01' },
    p2: { colour: ['red', 'blue', 'red'], price: 30, sold: false },
    p3: { colour: 'green', price: 5 },
    p4: { colour: 'blue', price: 15 },
    p5: { colour: 'blue' },
  });
  const answer = client.post('/products/_search', { size: 0, ...body });
  return answer.status === 200 ? answer.body.aggregations : answer.body.error.root_cause[0].reason;
}

it('counts documents per term, the most frequent first, then by term', () => {
  expect(aggregations({ aggs: { colours: { terms: { field: 'colour', size: 2 } } } }).colours).toEqual({
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: 1,
    buckets: [
      { key: 'blue', doc_count: 3 },
      { key: 'red', doc_count: 2 },
    ],
  });
});

it('orders terms by key, and leaves out the rare ones', () => {
  const terms = { field: 'colour', order: { _key: 'desc' }, min_doc_count: 2 };
  const { buckets } = aggregations({ aggs: { colours: { terms } } }).colours;
  expect(buckets.map(({ key }: { key: string }) => key)).toEqual(['red', 'blue']);
});

it('shows dates and truth values as OpenSearch does', () => {
  const { dates, sold } = aggregations({
    aggs: { dates: { terms: { field: 'since' } }, sold: { terms: { field: 'sold' } } },
  });
  expect(dates.buckets).toEqual([
    { key: Date.UTC(2026, 0, 1), key_as_string: '2026-01-01T00:00:00.000Z', doc_count: 1 },
  ]);
  expect(sold.buckets).toEqual([
    { key: 0, key_as_string: 'false', doc_count: 1 },
    { key: 1, key_as_string: 'true', doc_count: 1 },
  ]);
});

it('gives least, greatest and statistics, per bucket too', () => {
  const field = { field: 'price' };
  expect(aggregations({ aggs: { least: { min: field }, most: { max: field }, all: { stats: field } } })).toEqual({
    least: { value: 5 },
    most: { value: 30 },
    all: { count: 4, min: 5, max: 30, avg: 15, sum: 60 },
  });
  const { buckets } = aggregations({
    aggs: { colours: { terms: { field: 'colour' }, aggs: { least: { min: field } } } },
  }).colours;
  expect(buckets.map((bucket: { least: { value: number } }) => bucket.least.value)).toEqual([15, 10, 5]);
  expect(aggregations({ query: { ids: { values: [] } }, aggs: { none: { min: field } } })).toEqual({
    none: { value: null },
  });
});

it('counts what a filter leaves, for facets that ignore their own choice', () => {
  const aggs = { sold: { filter: { term: { sold: true } }, aggs: { colours: { terms: { field: 'colour' } } } } };
  expect(aggregations({ aggs }).sold).toMatchObject({
    doc_count: 1,
    colours: { buckets: [{ key: 'red', doc_count: 1 }] },
  });
});

it('follows the query, but not the post_filter', () => {
  const body = {
    query: { range: { price: { gte: 10 } } },
    post_filter: { term: { colour: 'blue' } },
    aggs: { colours: { terms: { field: 'colour' } } },
  };
  const { buckets } = aggregations(body).colours;
  expect(buckets).toEqual([
    { key: 'blue', doc_count: 2 },
    { key: 'red', doc_count: 2 },
  ]);
});

it('refuses text fields, and numbers of what are none', () => {
  expect(aggregations({ aggs: { a: { terms: { field: 'name' } } } })).toContain('Text fields are not optimised');
  expect(aggregations({ aggs: { a: { stats: { field: 'colour' } } } })).toContain(
    'of type [keyword] is not supported for aggregation [stats]',
  );
});

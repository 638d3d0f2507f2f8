import { beforeAll, expect, it } from '@jest/globals';
import { offerCharts } from '../../runtime/services/opensearch/engine/search/chart-aggregations.ts';
import { clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

// What visualizations of OpenSearch Dashboards ask; `npm run test:engines` asks a real OpenSearch the same.

const properties = {
  time: { type: 'date' },
  source: { type: 'keyword' },
  status: { type: 'integer' },
  bytes: { type: 'long' },
  latency: { type: 'double' },
  name: { type: 'text' },
};
const noon = Date.UTC(2026, 0, 14, 12);
const minute = 60_000;

beforeAll(offerCharts);

function aggregations(aggs: object, query: object = { match_all: {} }) {
  const client = clientOf(createWorld({}));
  client.put('/products', { mappings: { properties } });
  client.fill({
    a: { time: noon, source: 'alb', status: 200, bytes: 100, latency: 10 },
    b: { time: noon + 59_999, source: 'alb', status: 404, bytes: 200, latency: 20 },
    c: { time: noon + 3 * minute, source: 'vpc-flow', bytes: 300, latency: 30 },
    d: { time: [noon, noon + 1], source: ['alb', 'cloudfront'], status: 500, bytes: [1, 2], latency: 40 },
    e: { source: 'alb', status: 299 },
  });
  const answer = client.post('/products/_search', { size: 0, query, aggs });
  return answer.status === 200 ? answer.body.aggregations : answer.body.error.root_cause[0].reason;
}

const counted = ({ buckets }: { buckets: { key: unknown; doc_count: number }[] }) =>
  buckets.map(({ key, doc_count: count }) => [key, count]);

it.each([
  ['a fixed interval', { fixed_interval: '60s' }],
  ['a unit of the calendar', { calendar_interval: '1m' }],
])('counts documents by time, in %s, and shows intervals without any', (_, interval) => {
  const { minutes } = aggregations({ minutes: { date_histogram: { field: 'time', ...interval } } });
  expect(counted(minutes)).toEqual([
    [noon, 3],
    [noon + minute, 0],
    [noon + 2 * minute, 0],
    [noon + 3 * minute, 1],
  ]);
  expect(minutes.buckets[0].key_as_string).toBe('2026-01-14T12:00:00.000Z');
});

it('leaves out intervals with too few documents, and aggregates in each that is left', () => {
  const { minutes } = aggregations({
    minutes: {
      date_histogram: { field: 'time', fixed_interval: '1m', time_zone: 'UTC', min_doc_count: 1 },
      aggs: { sources: { terms: { field: 'source' } }, bytes: { sum: { field: 'bytes' } } },
    },
  });
  expect(minutes.buckets.map(({ bytes }: { bytes: object }) => bytes)).toEqual([{ value: 303 }, { value: 300 }]);
  expect(counted(minutes.buckets[0].sources)).toEqual([
    ['alb', 3],
    ['cloudfront', 1],
  ]);
});

it('counts documents in ranges, which do not have their upper bound', () => {
  const ranges = [{ from: 400 }, { from: 200, to: 299 }, { to: 200 }];
  const { statuses } = aggregations({ statuses: { range: { field: 'status', ranges } } });
  expect(statuses.buckets).toEqual([
    { key: '*-200.0', to: 200, doc_count: 0 },
    { key: '200.0-299.0', from: 200, to: 299, doc_count: 1 },
    { key: '400.0-*', from: 400, doc_count: 2 },
  ]);
  const named = { keyed: true, ranges: [{ key: 'fine', from: 0, to: 400 }] };
  expect(aggregations({ statuses: { range: { field: 'status', ...named } } }).statuses).toEqual({
    buckets: { fine: { from: 0, to: 400, doc_count: 2 } },
  });
});

it('adds up, counts what is different, and says what most are below', () => {
  const all = {
    total: { sum: { field: 'bytes' } },
    sources: { cardinality: { field: 'source' } },
    latency: { percentiles: { field: 'latency', percents: [50, 95] } },
  };
  expect(aggregations(all)).toEqual({
    total: { value: 603 },
    sources: { value: 3 },
    latency: { values: { '50.0': 30, '95.0': 40 } },
  });
  expect(aggregations(all, { ids: { values: [] } })).toEqual({
    total: { value: 0 },
    sources: { value: 0 },
    latency: { values: { '50.0': null, '95.0': null } },
  });
});

it('refuses what it cannot compute', () => {
  expect(aggregations({ a: { date_histogram: { field: 'time' } } })).toContain('Invalid interval specified');
  expect(aggregations({ a: { sum: { field: 'source' } } })).toContain(
    'Field [source] of type [keyword] is not supported for aggregation [sum]',
  );
  expect(aggregations({ a: { cardinality: { field: 'name' } } })).toContain('Text fields are not optimised');
  expect(aggregations({ a: { date_histogram: { field: 'source', fixed_interval: '1m' } } })).toContain(
    'Field [source] of type [keyword] is not supported for aggregation [date_histogram]',
  );
});

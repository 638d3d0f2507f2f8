import { expect, it } from '@jest/globals';
import { noFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { itemName } from '../../contract/derived/item.ts';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { keyOf, offContractItem, sampleItem, type PlainItem } from '../../delivery/sample-items.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { SearchApi } from '../../processors/search-api/search-api.ts';
import { parkedReasons } from './run.ts';
import { createSubject } from './subject.ts';
import { createWorld } from './world.ts';

const nested = (levels: number): PlainItem =>
  levels === 0 ? { end: true } : { [`level${levels}`]: nested(levels - 1) };

/** Attributes that nobody declared. An engine refuses a document with most of them at its root. */
const wildAttributes: PlainItem[] = [
  { _id: 'own' },
  { _version: 3, _index: 'x', _routing: 'x', _source: 'x', _doc_count: 'x' },
  { stream: { deleted: true }, 'stream.deleted': true },
  { '.': 'x', '.hidden': 'x', 'trailing.': 'x', 'a..b': 'x', ' ': 'x' },
  Object.fromEntries(Object.keys(sampleItem(0)).map((name) => [`${name}.keyword`, 'x'])),
  { free: { '': { '': ['x', { '': null }] } } },
  { '😀': '😀', ключ: 'значение', 'quote\'"\\': 'line\nbreak' },
  { constructor: 'x', toString: 1, hasOwnProperty: true },
  nested(30),
  { '2026-02-30': ['2026-02-30', 'TBD', ''], list: [[1], ['x'], { a: 1 }] },
];

async function worldWith(items: readonly PlainItem[]) {
  const world = await createWorld({ seed: 1, rules: noFaults, outages: [], createSubject });
  for (const item of items) world.table.put(dynamodbItem(item) as never);
  await world.settled();
  await world.clock.advance(60_000);
  const client = new SearchClient('https://search.example', world.index.fetch, world.clock);
  const api = new SearchApi(client, itemName, itemSearch, world.clock);
  const answer = await world.clock.run(api.handle('/search', new URLSearchParams('pageSize=100&facets=none')));
  const found = (JSON.parse(answer.body) as { items: { item: PlainItem }[] }).items.map(({ item }) => item);
  return { world, found };
}

it('finds and returns items whatever their other attributes are named, and parks none', async () => {
  const items = wildAttributes.map((attributes, nth) => ({ ...attributes, ...sampleItem(nth) }));
  const { world, found } = await worldWith(items);
  expect(parkedReasons(world)).toEqual([]);
  expect(world.account.differences()).toEqual([]);
  expect(found).toHaveLength(items.length);
  expect(found).toEqual(expect.arrayContaining(items));
});

it('finds and returns an item whose every value is of the wrong kind, with its newest state', async () => {
  const [before, after] = [sampleItem(0), offContractItem({ ...sampleItem(1), ...keyOf(sampleItem(0)) })];
  const { world, found } = await worldWith([before, after]);
  expect(parkedReasons(world)).toEqual([]);
  expect(found).toEqual([after]);
});

import { describe, expect, it } from '@jest/globals';
import { itemSearch } from '../../contract/derived/item-search.ts';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { itemProblems } from '../../contract/derived/item.ts';
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import * as check from '../../contract/check.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import { markAttribute, markedItems, type Contract } from '../../delivery/marked-items.ts';
import { readQuery } from '../../processors/search-api/query.ts';

const own: Contract = {
  key: itemKey,
  timeToLive: itemTimeToLive,
  problems: itemProblems,
  search: itemSearch,
  samples,
};
const model: SearchModel = { key: ['id'], text: [], suggest: [], facets: {}, filters: {}, sort: {} };
const keyword = (field: string) => ({ [field]: { field, type: 'keyword' as const } });
const members = (types: Record<string, check.Check>) =>
  check.object(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, check.required(type)])));

const contracts: [string, Contract][] = [
  ['this project', own],
  [
    'a key of a pattern',
    {
      ...own,
      key: [{ name: 'id', type: 'S' }],
      timeToLive: undefined,
      problems: members({ id: check.string({ pattern: /^c-\d{6}$/u }) }),
      search: { ...model, filters: keyword('id') },
      samples: [{ id: 'c-000001' }, { id: 'c-000002' }],
    },
  ],
  [
    'a binary key, and a title to find an item by',
    {
      ...own,
      key: [{ name: 'id', type: 'B' }],
      timeToLive: 'until',
      problems: members({ id: check.string(), title: check.string(), until: check.number({ minimum: 1 }) }),
      search: { ...model, filters: keyword('title') },
      samples: [{ id: 'YQ==', title: 'a', until: 4e9 }],
    },
  ],
  [
    'a tag to find an item by',
    {
      ...own,
      key: [{ name: 'id', type: 'S' }],
      timeToLive: undefined,
      problems: members({ id: check.string(), tags: check.array(check.string()) }),
      search: { ...model, filters: keyword('tags') },
      samples: [{ id: 'a', tags: ['b'] }],
    },
  ],
  [
    'a partition key of few values, and a number',
    {
      ...own,
      key: [
        { name: 'country', type: 'S' },
        { name: 'at', type: 'N' },
      ],
      timeToLive: undefined,
      problems: members({
        country: check.string({ values: ['de', 'fr'] }),
        at: check.number({ integer: true, minimum: 1, maximum: 1e6 }),
      }),
      search: { ...model, filters: { ...keyword('country'), at: { field: 'at', type: 'number' } } },
      samples: [
        { country: 'de', at: 1 },
        { country: 'fr', at: 2 },
      ],
    },
  ],
];

const made = (contract: Contract) =>
  markedItems(contract, { run: '0badcafe', count: 10, expiry: 2_000_000_000, random: Math.random });

describe.each(contracts)('marked items of %s', (_, contract) => {
  const { items, query } = made(contract);

  it('keep the contract, under keys that no sample and no other has', () => {
    const text = (key: object) => JSON.stringify(key);
    const ofSample = (sample: object) =>
      text(Object.fromEntries(contract.key.map(({ name }) => [name, sample[name as never]])));
    expect(new Set([...items.map(({ key }) => text(key)), ...contract.samples.map(ofSample)]).size).toBe(
      items.length + contract.samples.length,
    );
    for (const { key, written, updated } of items)
      for (const item of [written, updated]) {
        const { [markAttribute]: mark, ...event } = item;
        expect(contract.problems(event)).toEqual([]);
        expect(item).toMatchObject(key);
        expect(mark).toMatchObject({ run: '0badcafe' });
      }
  });

  it('can be found by a search that the API understands', () => {
    const read = readQuery(query, contract.search);
    if (!read.ok) throw new Error(read.problems.join('\n'));
    const { filters, pageSize } = read.value;
    expect(filters.length).toBeGreaterThan(0);
    expect(pageSize).toBeGreaterThanOrEqual(items.length);
    for (const { written, updated } of items)
      for (const item of [written, updated])
        for (const filter of filters)
          expect(
            'anyOf' in filter && [item[filter.field]].flat().some((value) => filter.anyOf.includes(value as string)),
          ).toBe(true);
  });
});

it('expire soon where the contract lets items expire', () => {
  const [, binary] = contracts[2]!;
  expect(made(binary).items[0]!.written['until']).toBe(2_000_000_000);
});

it.each<[string, Partial<Contract>, string]>([
  ['a key without room', { problems: members({ id: check.string({ values: ['a'] }) }) }, 'allows no new keys'],
  ['nothing to search for', { problems: members({ id: check.string() }) }, 'no filter accepts their key (id)'],
])('a contract with %s is refused', (_, change, problem) => {
  const contract: Contract = {
    ...own,
    key: [{ name: 'id', type: 'S' }],
    timeToLive: undefined,
    search: model,
    samples: [{ id: 'a' }],
  };
  expect(() => made({ ...contract, ...change })).toThrow(problem);
});

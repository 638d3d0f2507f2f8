import { describe, expect, it } from '@jest/globals';
import * as check from '../../contract/check.ts';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import { itemProblems } from '../../contract/derived/item.ts';
import { canaryItemOf, canaryMark, type CanaryContract } from '../../processors/canary/canary-item.ts';
import { documentIdOf } from '../../processors/canary/document-id-of.ts';
import { ownItem } from '../../processors/canary/own-item.ts';
import { readChange } from '../../processors/indexer/change.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { written } from '../change-records.ts';

const expiry = 2_000_000_000;
const members = (types: Record<string, check.Check>) =>
  check.object(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, check.required(type)])));

const contracts: [string, CanaryContract][] = [
  ['this project', { key: itemKey, timeToLive: itemTimeToLive, problems: itemProblems, samples }],
  [
    'a key of a pattern',
    {
      key: [{ name: 'id', type: 'S' }],
      timeToLive: undefined,
      problems: members({ id: check.string({ pattern: /^c-\d{6}$/u }) }),
      samples: [{ id: 'c-000001' }, { id: 'c-000002' }],
    },
  ],
  [
    'a partition key of few values, and a number',
    {
      key: [
        { name: 'country', type: 'S' },
        { name: 'at', type: 'N' },
      ],
      timeToLive: 'until',
      problems: members({ country: check.string({ values: ['de', 'fr'] }), at: check.number({ integer: true }) }),
      samples: [
        { country: 'de', at: 1 },
        { country: 'fr', at: 2 },
      ],
    },
  ],
  [
    'a binary key',
    {
      key: [{ name: 'id', type: 'B' }],
      timeToLive: undefined,
      problems: members({ id: check.string() }),
      samples: [{ id: 'YQ==' }],
    },
  ],
];

describe.each(contracts)('the canary of %s', (_what, contract) => {
  const item = canaryItemOf(contract);

  it('has a key that no sample has, the same every time', () => {
    const keyOf = (sample: object) => contract.key.map(({ name }) => sample[name as never]);
    expect(contract.samples.map(keyOf)).not.toContainEqual(keyOf(item.key));
    expect(Object.keys(item.key)).toEqual(contract.key.map(({ name }) => name));
    expect(canaryItemOf(contract).key).toEqual(item.key);
  });

  it('keeps the contract, beside its mark', () => {
    const { [canaryMark]: mark, ...event } = item.written('run-1', expiry);
    expect(mark).toEqual({ run: 'run-1' });
    expect(contract.problems(event)).toEqual([]);
    expect(event).toMatchObject(item.key);
  });
});

it('expires soon where the contract lets items expire', () => {
  const [, expiring] = contracts[2]!;
  expect(canaryItemOf(expiring).written('run-1', expiry)['until']).toBe(expiry);
});

it('does not exist where the contract leaves no room for a key', () => {
  const full = { ...contracts[1]![1], problems: members({ id: check.string({ values: ['c-000001', 'c-000002'] }) }) };
  expect(() => canaryItemOf(full)).toThrow('The contract allows no new keys');
});

it('is searched for under the id that the indexer gives it', () => {
  const canaryItem = ownItem();
  const { id } = readChange(written(canaryItem.written('run-1', expiry), { at: 1 }));
  expect(documentIdOf(canaryItem.key)).toBe(id);
  expect(Object.keys(dynamodbItem(canaryItem.key))).toEqual(itemKey.map(({ name }) => name));
});

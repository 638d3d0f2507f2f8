import { describe, expect, it } from '@jest/globals';
import type { DeleteItemCommandInput, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { CanaryDocument } from '../../processors/canary/canary-document.ts';
import { canaryMark } from '../../processors/canary/canary-item.ts';
import { CanaryTable, type TableCalls } from '../../processors/canary/canary-table.ts';
import { Canary } from '../../processors/canary/canary.ts';
import { ownItem } from '../../processors/canary/own-item.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { deadlineIn, fastClock, scriptedEngine, type ScriptedAnswer } from '../scripted-engine.ts';

const canaryItem = ownItem();
const found = (run: string): ScriptedAnswer => ({
  status: 200,
  body: { hits: { hits: [{ _source: { stream: { unindexed: { [canaryMark]: { run } } } } }] } },
});
const nothing: ScriptedAnswer = { status: 200, body: { hits: { hits: [] } } };
const tombstone: ScriptedAnswer = { status: 200, body: { hits: { hits: [{ _source: {} }] } } };
const conditional = Object.assign(new Error('The conditional request failed'), {
  name: 'ConditionalCheckFailedException',
});

interface World {
  search(nth: number): ScriptedAnswer | 'no answer';
  put?(): void;
  delete?(): void;
}

function canaryIn({ search, put = () => undefined, delete: remove = () => undefined }: World) {
  const calls: [string, PutItemCommandInput | DeleteItemCommandInput][] = [];
  const table: TableCalls = {
    put: async (input) => {
      calls.push(['put', input]);
      put();
    },
    delete: async (input) => {
      calls.push(['delete', input]);
      remove();
    },
  };
  const { fetch, asked } = scriptedEngine((_asked, nth) => search(nth));
  const clock = fastClock();
  const document = new CanaryDocument(new SearchClient('http://engine', fetch, clock), 'things', 'its-id', clock);
  const canary = new Canary(new CanaryTable(table, 'items', canaryItem), document, clock);
  return { calls, asked, run: () => canary.run('run-2', deadlineIn(10_000, clock)) };
}

it('writes its item, searches until that very change is found, and removes the item', async () => {
  const answers = [nothing, found('run-1'), tombstone, found('run-2')];
  const { calls, asked, run } = canaryIn({ search: (nth) => answers[nth - 1]! });
  expect(await run()).toBe(1500);
  expect(calls.map(([call]) => call)).toEqual(['put', 'delete']);
  const [[, put], [, remove]] = calls as [[string, PutItemCommandInput], [string, DeleteItemCommandInput]];
  expect(put).toMatchObject({ TableName: 'items', Item: { [canaryMark]: { M: { run: { S: 'run-2' } } } } });
  expect(remove).toMatchObject({ TableName: 'items', Key: dynamodbItem(canaryItem.key) });
  expect(put.Item).toMatchObject(remove.Key!);
  expect(asked).toHaveLength(4);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toContain('POST /things/_search');
  expect(JSON.parse(asked[0]!.body)).toMatchObject({ query: { ids: { values: ['its-id'] } } });
});

it('touches no item of somebody else', async () => {
  const { calls, run } = canaryIn({ search: () => found('run-2') });
  await run();
  const [[, put], [, remove]] = calls as [[string, PutItemCommandInput], [string, DeleteItemCommandInput]];
  expect(put.ConditionExpression).toBe('attribute_not_exists(#key) OR attribute_exists(#mark)');
  expect(put.ExpressionAttributeNames).toEqual({ '#key': Object.keys(canaryItem.key)[0], '#mark': canaryMark });
  expect(remove.ConditionExpression).toBe('attribute_exists(#mark)');
  expect(remove.ExpressionAttributeNames).toEqual({ '#mark': canaryMark });
});

it.each<[string, ScriptedAnswer | 'no answer', string]>([
  ['the index does not hold the change', nothing, 'the index does not hold the item'],
  ['the index holds the change of an earlier run', found('run-1'), 'the index holds an earlier state of the item'],
  ['the index holds the removal of an earlier run', tombstone, 'the index holds an earlier state of the item'],
  ['the engine refuses the search', { status: 403 }, 'status 403'],
  ['the engine does not answer', 'no answer', 'fetch failed'],
  [
    'a shard is missing',
    { status: 200, body: { _shards: { failed: 1 }, hits: { hits: [] } } },
    'only some of the shards answered',
  ],
])('fails with the reason when %s, and removes the item all the same', async (_what, answer, reason) => {
  const { calls, asked, run } = canaryIn({ search: () => answer });
  await expect(run()).rejects.toMatchObject({ step: 'find', message: expect.stringContaining(reason) });
  expect(asked.length).toBeGreaterThan(5);
  expect(calls.map(([call]) => call)).toEqual(['put', 'delete']);
});

describe('the table', () => {
  const refused = (error: Error) => () => {
    throw error;
  };

  it('fails the run that cannot write, which searches for nothing', async () => {
    const { calls, asked, run } = canaryIn({ search: () => nothing, put: refused(new Error('throttled')) });
    await expect(run()).rejects.toMatchObject({ step: 'write', message: 'throttled' });
    expect(asked).toEqual([]);
    expect(calls.map(([call]) => call)).toEqual(['put']);
  });

  it('says so when an item of somebody else has the key', async () => {
    const { run } = canaryIn({ search: () => nothing, put: refused(conditional) });
    await expect(run()).rejects.toMatchObject({ step: 'write', message: expect.stringContaining('somebody else') });
  });

  it('fails the run that cannot remove what it wrote', async () => {
    const { run } = canaryIn({ search: () => found('run-2'), delete: refused(new Error('denied')) });
    await expect(run()).rejects.toMatchObject({ step: 'remove', message: 'denied' });
  });

  it('may have lost the item to somebody who removed it already', async () => {
    const { run } = canaryIn({ search: () => found('run-2'), delete: refused(conditional) });
    expect(await run()).toBe(0);
  });

  it('tells of the search when the removal fails, too', async () => {
    const { run } = canaryIn({ search: () => nothing, delete: refused(new Error('denied')) });
    await expect(run()).rejects.toMatchObject({ step: 'find' });
  });
});

it('lets DynamoDB remove an item after a day that no run could remove, where items expire', async () => {
  const given: number[] = [];
  const clock = fastClock();
  const begun = clock.now();
  const table = {
    write: async (_run: string, expiry: number) => void given.push(expiry),
    remove: async () => undefined,
  };
  await new Canary(table, { found: async () => undefined }, clock).run('run-2', deadlineIn(10_000, clock));
  expect(given).toEqual([Math.floor(begun / 1000) + 86_400]);
});

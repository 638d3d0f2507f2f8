import { describe, expect, it } from '@jest/globals';
import { itemKey } from '../../contract/derived/item-table.ts';
import { markAttribute, type Item, type MarkedItem } from '../../delivery/marked-items.ts';
import { marksIn } from '../../delivery/search-function.ts';
import { eventsOf, parkedEvent, smokeProbe } from '../../delivery/smoke-probe.ts';
import { withAnswers } from '../aws-answers.ts';

const run = '0badcafe';
const key = (nth: number): Item =>
  Object.fromEntries(itemKey.map(({ name, type }) => [name, type === 'N' ? nth + 1 : btoa(`key ${nth}`)]));
const items = Array.from({ length: 10 }, (_, item): MarkedItem => {
  const marked = (change: number) => ({ ...key(item), [markAttribute]: { run, item, change } });
  return { name: `item ${item}`, key: key(item), written: marked(1), updated: marked(2) };
});
const calls: string[] = [];
const table = {
  write: async ({ name }: MarkedItem, change: string) => void calls.push(`${change} ${name}`),
  remove: async ({ name }: MarkedItem) => void calls.push(`removed ${name}`),
};
const events = eventsOf(items, table);

it('writes every item, changes it, and removes the first once it was found', async () => {
  expect(events).toHaveLength(21);
  expect(events[13]).toMatchObject({ name: 'item 3 updated', item: 3, change: 2, removes: false });
  expect(events[20]).toMatchObject({ name: 'item 0 removed', item: 0, change: 3, removes: true, after: events[10] });
  for (const at of [3, 13, 20]) await events[at]!.send();
  expect(calls).toEqual(['written item 3', 'updated item 3', 'removed item 0']);
});

describe('what a run leaves behind', () => {
  const outputs = { TableName: 'items', SearchFunctionName: 'search' };
  /** Removes everything; the table refuses some of it. */
  const cleanUp = async (refused: (nth: number) => string | undefined) => {
    const requests: Record<string, unknown>[] = [];
    const answer = (request: string) => {
      requests.push(JSON.parse(request.slice(request.indexOf('{'))) as Record<string, unknown>);
      const type = refused(requests.length);
      return type === undefined ? { status: 200, body: '{}' } : { status: 400, body: JSON.stringify({ __type: type }) };
    };
    const open = (client: object) =>
      smokeProbe.open({ client, outputs } as unknown as Parameters<typeof smokeProbe.open>[0], run);
    return { left: await withAnswers(answer, (client) => open(client).cleanUp()), requests };
  };

  it('is removed where it has the mark of the run, and nothing else is', async () => {
    const { left, requests } = await cleanUp((nth) => (nth === 3 ? 'ConditionalCheckFailedException' : undefined));
    expect(left).toEqual([]);
    expect(requests).toHaveLength(10);
    for (const request of requests)
      expect(request).toMatchObject({
        TableName: 'items',
        ConditionExpression: '#mark.#run = :run',
        ExpressionAttributeNames: { '#mark': markAttribute, '#run': 'run' },
        ExpressionAttributeValues: { ':run': { S: run } },
      });
  });

  it('is named where it cannot be removed', async () => {
    const { left } = await cleanUp((nth) => (nth <= 2 ? 'AccessDeniedException' : undefined));
    expect(left).toHaveLength(2);
  });
});

describe('what the search function answers', () => {
  const answer = (statusCode: number, body: object) => JSON.stringify({ statusCode, body: JSON.stringify(body) });
  const mark = { run, item: 3, change: 2 };

  it('is read for the marks of the run', () => {
    const found = [
      { item: { [markAttribute]: mark } },
      { item: { [markAttribute]: { ...mark, run: 'other' } } },
      { item: {} },
    ];
    expect(marksIn(answer(200, { items: found }), run)).toEqual([mark]);
  });

  it('may be that the engine is not there now', () => {
    expect(marksIn(answer(503, { message: 'waking up' }), run)).toEqual({ problem: '503 {"message":"waking up"}' });
  });

  it('is no answer when it refuses the search', () => {
    expect(() => marksIn(answer(400, { problems: ['q'] }), run)).toThrow('rejected the search for marked items: 400');
  });
});

describe('a parked record', () => {
  /** As the change stream has it, with binary values encoded twice. */
  const keys = (nth: number) =>
    Object.fromEntries(
      itemKey.map(({ name, type }) => {
        const value = String(key(nth)[name]);
        return [name, { [type]: type === 'B' ? btoa(value) : value }];
      }),
    );
  const mark = (nth: number, change: number) => ({
    [markAttribute]: { M: { run: { S: run }, item: { N: String(nth) }, change: { N: String(change) } } },
  });
  const record = (nth: number, change?: number) => ({
    partitionKey: 'p',
    reason: 'why',
    data: btoa(
      JSON.stringify({
        eventName: change === undefined ? 'REMOVE' : 'MODIFY',
        dynamodb: {
          ApproximateCreationDateTime: 1,
          Keys: keys(nth),
          ...(change === undefined ? {} : { NewImage: { ...keys(nth), ...mark(nth, change) } }),
        },
      }),
    ),
  });

  it.each([
    ['an item as it was written', record(3, 1), 'item 3 written'],
    ['an item as it was changed', record(3, 2), 'item 3 updated'],
    ['a removal', record(0), 'item 0 removed'],
    ['an item of somebody else', record(99, 1), undefined],
    ['no change', { partitionKey: 'p', data: btoa('no change'), reason: 'unreadable' }, undefined],
  ])('is known as %s', (_what, parked, name) => {
    expect(parkedEvent(parked, items, events)?.name).toBe(name);
  });
});

import { expect, it } from '@jest/globals';
import { OrderedWriter, type Lane, type OrderedRecord } from '../../processors/lib/ordered-writer/ordered-writer.ts';

const record = (key: string, nth: number, bytes = 10): OrderedRecord => ({ partitionKey: key, text: `${nth}`, bytes });
const lane = (key: string, ...nths: number[]): Lane => nths.map((nth) => record(key, nth));
const shown = (records: readonly OrderedRecord[]): string =>
  records.map(({ partitionKey, text }) => `${partitionKey}${text}`).join(' ');

/** A writer with ten seconds, over a stream that answers each call as told, after so many milliseconds. */
function world(answer: (call: number, records: readonly OrderedRecord[]) => readonly number[], takes = 0) {
  let now = 0;
  const calls: string[] = [];
  const sleeps: number[] = [];
  const writer = new OrderedWriter(
    async (records) => {
      calls.push(shown(records));
      now += takes;
      return answer(calls.length, records);
    },
    {
      now: () => now,
      sleep: async (milliseconds) => {
        sleeps.push(milliseconds);
        now += milliseconds;
      },
      timeout: () => new AbortController().signal,
    },
    () => 0.5,
  );
  const deadline = { remaining: () => Math.max(0, 10_000 - now) };
  return { calls, sleeps, write: (...lanes: Lane[]) => writer.write(lanes, deadline) };
}
const all = (records: readonly OrderedRecord[]): number[] => records.map((_, at) => at);

it('sends one record of each lane, and the next one when it is acknowledged', async () => {
  const { calls, write } = world(() => []);
  expect(await write(lane('a', 1, 4, 5), lane('b', 2), lane('c', 3, 6))).toEqual([3, 1, 2]);
  expect(calls).toEqual(['a1 b2 c3', 'a4 c6', 'a5']);
});

it('lets a refused record stop its own lane, and no other one', async () => {
  const { calls, write } = world((call) => (call === 1 ? [0] : []));
  expect(await write(lane('a', 1, 3), lane('b', 2, 4, 5))).toEqual([2, 3]);
  expect(calls).toEqual(['a1 b2', 'b4', 'b5', 'a1', 'a3']);
});

it('sends everything of a call again that failed: what it took is in the stream twice', async () => {
  const { calls, write } = world((call) => {
    if (call === 1) throw new Error('ServiceUnavailable');
    return [];
  });
  expect(await write(lane('a', 1, 3), lane('b', 2))).toEqual([2, 1]);
  expect(calls).toEqual(['a1 b2', 'a1 b2', 'a3']);
});

it('waits longer each time that a record is refused, with nothing else to send', async () => {
  const { sleeps, write } = world((call, records) => (call <= 4 ? all(records) : []));
  await write(lane('a', 1));
  expect(sleeps).toEqual([75, 150, 300, 600]);
});

it('says how far each lane is when the time is over', async () => {
  const { calls, write } = world((_, records) => records.flatMap(({ text }, at) => (text === '4' ? [at] : [])));
  expect(await write(lane('a', 1, 4, 5), lane('b', 2, 3))).toEqual([1, 2]);
  expect(calls.length).toBeLessThan(20);
});

it('waits as at first after a record that was taken', async () => {
  const { sleeps, write } = world((call) => (call === 1 || call === 2 || call === 4 ? [0] : []));
  await write(lane('a', 1, 3));
  expect(sleeps).toEqual([75, 150, 75]);
});

it('does not begin a call when the time is over', async () => {
  const many = Array.from({ length: 501 }, (_, nth) => lane('k', nth));
  const slow = world(() => [], 10_000);
  expect((await slow.write(...many)).at(-1)).toBe(0);
  expect(slow.calls).toHaveLength(1);

  const { calls, write } = world(() => [], 6_000);
  expect(await write(lane('a', 1, 2, 3))).toEqual([2]);
  expect(calls).toEqual(['a1', 'a2']);
});

it('keeps calls within 500 records and 4 MB, and makes none without records', async () => {
  const { calls, write } = world(() => []);
  await write(...Array.from({ length: 501 }, (_, nth) => lane('k', nth)));
  expect(calls.map((call) => call.split(' ').length)).toEqual([500, 1]);
  calls.length = 0;
  await write([record('a', 1, 3_000_000)], [record('b', 2, 2_000_000)], [record('c', 3, 900_000)]);
  expect(calls).toEqual(['a1', 'b2 c3']);
  calls.length = 0;
  expect(await write()).toEqual([]);
  expect(await write([])).toEqual([0]);
  expect(calls).toEqual([]);
});

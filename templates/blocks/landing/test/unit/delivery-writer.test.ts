import { expect, it } from '@jest/globals';
import { DeliveryWriter, type DeliveryRecord } from '../../processors/landing/delivery-writer.ts';

/** A writer whose calls are answered by `answer`, on a clock that only sleeps and calls move. */
function world(answer: (records: readonly DeliveryRecord[], nth: number) => readonly number[], time = 50_000) {
  let now = 0;
  const calls: string[][] = [];
  const waits: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    timeout: () => new AbortController().signal,
  };
  const writer = new DeliveryWriter(
    async (records) => {
      calls.push(records.map(({ text }) => text));
      now += 100;
      return answer(records, calls.length);
    },
    clock,
    () => 1,
  );
  const deadline = { remaining: () => Math.max(0, time - now) };
  const write = async (records: readonly DeliveryRecord[]) => [...(await writer.write(records, deadline))];
  return { calls, waits, write };
}

const records = (count: number, bytes = 10): DeliveryRecord[] =>
  Array.from({ length: count }, (_, nth) => ({ text: `${nth}`, bytes }));

it('makes no call without records', async () => {
  const { calls, write } = world(() => []);
  expect([await write([]), calls]).toEqual([[], []]);
});

it('puts 500 records into a call', async () => {
  const { calls, write } = world(() => []);
  expect(await write(records(1100))).toEqual([]);
  expect(calls.map(({ length }) => length)).toEqual([500, 500, 100]);
});

it('puts 4 MiB into a call', async () => {
  const { calls, write } = world(() => []);
  await write(records(9, 1_024_000));
  expect(calls.map(({ length }) => length)).toEqual([4, 4, 1]);
});

it('puts again exactly what was refused', async () => {
  const { calls, write } = world((_, nth) => (nth === 1 ? [1, 3] : []));
  expect(await write(records(5))).toEqual([]);
  expect(calls).toEqual([
    ['0', '1', '2', '3', '4'],
    ['1', '3'],
  ]);
});

it('puts a call again that failed', async () => {
  const { calls, write } = world((_, nth) => {
    if (nth < 3) throw new Error('away');
    return [];
  });
  expect(await write(records(2))).toEqual([]);
  expect(calls).toHaveLength(3);
});

it('waits longer and longer, at most five seconds', async () => {
  const { waits, write } = world(() => [0]);
  await write(records(1));
  expect(waits.slice(0, 8)).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

it('ends in time, and says what is not there', async () => {
  const { calls, write } = world((some) => some.flatMap(({ text }, at) => (text === '1' ? [at] : [])), 1_000);
  expect(await write(records(3))).toEqual([1]);
  expect(calls.length).toBeLessThan(6);
});

it('leaves the calls that would begin after its time', async () => {
  const { calls, write } = world(() => [], 150);
  expect(await write(records(1500))).toEqual(Array.from({ length: 500 }, (_, nth) => 1000 + nth));
  expect(calls).toHaveLength(2);
});

it('makes no call where no time is left', async () => {
  const { calls, write } = world(() => [], 0);
  expect([await write(records(2)), calls]).toEqual([[0, 1], []]);
});

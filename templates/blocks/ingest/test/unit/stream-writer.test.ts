import { expect, it } from '@jest/globals';
import type { PackedRecord } from '../../processors/ingest/packer.ts';
import { NotWritten, StreamWriter } from '../../processors/ingest/stream-writer.ts';

const record = (nth: number, bytes = 10): PackedRecord => ({
  partitionKey: String(nth),
  data: Buffer.alloc(bytes),
  events: 1,
});
const keys = (records: readonly PackedRecord[]): string => records.map(({ partitionKey }) => partitionKey).join(' ');

function world(refuses: (call: number, records: readonly PackedRecord[]) => readonly number[]) {
  let now = 0;
  const calls: string[] = [];
  const writer = new StreamWriter(
    async (records) => {
      calls.push(keys(records));
      return refuses(calls.length, records);
    },
    { now: () => now, sleep: async (ms) => void (now += ms), timeout: () => new AbortController().signal },
    () => 0.5,
  );
  return {
    calls,
    write: (records: PackedRecord[]) => writer.write(records, { remaining: () => Math.max(0, 5000 - now) }),
  };
}

it('writes again what was refused, and nothing else', async () => {
  const { calls, write } = world((call) => (call === 1 ? [0, 2] : call === 2 ? [1] : []));
  await write([record(1), record(2), record(3)]);
  expect(calls).toEqual(['1 2 3', '1 3', '3']);
});

it('writes a whole part again where the call failed', async () => {
  const { calls, write } = world((call) => {
    if (call === 1) throw new Error('ServiceUnavailable');
    return [];
  });
  await write([record(1), record(2)]);
  expect(calls).toEqual(['1 2', '1 2']);
});

it('says what it could not write before the time was over, instead of keeping on', async () => {
  const { calls, write } = world((_, records) => records.map((__, at) => at));
  await expect(write([record(1)])).rejects.toThrow(NotWritten);
  expect(calls.length).toBeGreaterThan(4);
  expect(calls.length).toBeLessThan(20);
});

it('keeps calls within 500 records and 4 MB, and makes none without records', async () => {
  const { calls, write } = world(() => []);
  await write(Array.from({ length: 501 }, (_, nth) => record(nth)));
  await write([record(1, 3_000_000), record(2, 2_000_000), record(3, 900_000)]);
  await write([]);
  expect(calls.map((call) => call.split(' ').length)).toEqual([500, 1, 1, 2]);
});

import { expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { parkedObject, rejected as shape } from '../../delivery/parked-records.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';

const record = (id: string): KinesisStreamRecord =>
  ({
    eventID: id,
    kinesis: {
      partitionKey: `key of ${id}`,
      data: Buffer.from(id).toString('base64'),
      approximateArrivalTimestamp: 1_790_000_000,
    },
  }) as KinesisStreamRecord;

const rejected = ['a', 'b'].map((id) => ({ record: record(id), reason: `no ${id}` }));

function parkedIn(put: (key: string, body: string) => void): RejectStore {
  return new RejectStore(async (key, body) => put(key, body), 'rejected/indexer/');
}

it('parks records whole and with the reason, as the replay tool reads them', async () => {
  const objects = new Map<string, string>();
  await parkedIn((key, body) => objects.set(key, body)).park(rejected);
  const [[key, body]] = [...objects] as [[string, string]];
  expect(key).toMatch(/^rejected\/indexer\/2026\/09\/21\/[0-9a-f]{32}\.jsonl$/);
  expect(parkedObject({ key, at: new Date() }, body, shape).records).toEqual([
    { partitionKey: 'key of a', data: record('a').kinesis.data, reason: 'no a' },
    { partitionKey: 'key of b', data: record('b').kinesis.data, reason: 'no b' },
  ]);
});

it('parks a batch that is delivered twice under one name', async () => {
  const keys: string[] = [];
  const store = parkedIn((key) => keys.push(key));
  await store.park(rejected);
  await store.park(rejected);
  await store.park(rejected.slice(1));
  expect(new Set(keys).size).toBe(2);
});

it.each([
  ['begin with the same record', ['a', 'b'], ['a', 'c']],
  ['end with the same record', ['a', 'c'], ['b', 'c']],
  ['differ in between', ['a', 'b', 'd'], ['a', 'c', 'd']],
  ['begin alike, of which one goes on', ['a'], ['a', 'b']],
])('parks batches that %s under two names', async (_how, ...batches) => {
  const keys: string[] = [];
  const store = parkedIn((key) => keys.push(key));
  for (const ids of batches) await store.park(ids.map((id) => ({ record: record(id), reason: `no ${id}` })));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(2);
});

it('writes nothing when nothing was rejected', async () => {
  const keys: string[] = [];
  await parkedIn((key) => keys.push(key)).park([]);
  expect(keys).toEqual([]);
});

import { expect, it } from '@jest/globals';
import { Bridge } from '../../processors/bridge/bridge.ts';
import type { KafkaRecord } from '../../processors/bridge/kafka-record.ts';
import type { Lane } from '../../processors/lib/ordered-writer/ordered-writer.ts';
import { ParkedRecords } from '../../processors/bridge/parked-records.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { kafkaRecord, valueOf } from '../kafka-records.ts';

const now = 1_790_000_005_000;

/** A bridge over a stream that takes of each lane as many records as told, and a failure store that may be away. */
function world({ takes = (lane: Lane) => lane.length, storeIs = 'there' as 'there' | 'away' } = {}) {
  const parked: Record<string, string> = {};
  const reasons = new Reasons();
  const bridge = new Bridge({
    writer: { write: async (lanes) => lanes.map(takes) },
    parked: new ParkedRecords(async (key, body) => {
      if (storeIs === 'away') throw Object.assign(new Error('Slow down.'), { name: 'SlowDown' });
      parked[key] = body;
    }, 'rejected/bridge/'),
    clock: { now: () => now, timeout: () => new AbortController().signal },
    saidOf: (written) => written,
  });
  const bridged = async (records: Record<string, KafkaRecord[]>) => {
    const { response, ...rest } = await bridge.bridge({ records }, { remaining: () => 1000 }, reasons);
    const failed = response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    return { failed, ...rest };
  };
  return { parked, reasons, bridged };
}
const poison = Buffer.from([0xff, 0x00]);

it('is done with a partition of which everything is in the stream or parked', async () => {
  const { bridged, parked } = world();
  const { failed, counts, lags } = await bridged({
    'clicks-0': [
      kafkaRecord(0, 4, { key: 'a' }),
      kafkaRecord(0, 5, { key: 'a', value: null }),
      kafkaRecord(0, 6, { key: 'b' }),
    ],
    'clicks-1': [kafkaRecord(1, 9, { value: poison })],
  });
  expect(failed).toEqual([]);
  expect(counts).toEqual({ events: 3, tombstones: 1, parked: 1, unparked: 0, left: 0, written: 2 });
  expect(lags).toEqual([4996, 4991]);
  expect(Object.keys(parked)).toEqual([
    expect.stringMatching(/^rejected\/bridge\/clicks-1\/0{18}9-[0-9a-f]{16}\.jsonl$/),
  ]);
});

it('reports every record that is not in the stream, in the order of the topic', async () => {
  const { bridged } = world({
    takes: ([{ partitionKey }]: Lane & { 0: { partitionKey: string } }) => (partitionKey === 'c' ? 1 : 0),
  } as never);
  const { failed, counts } = await bridged({
    'clicks-0': [
      kafkaRecord(0, 4, { key: 'c' }),
      kafkaRecord(0, 5, { key: 'b' }),
      kafkaRecord(0, 6, { key: 'a' }),
      kafkaRecord(0, 7, { key: 'c' }),
      kafkaRecord(0, 8, { key: 'b' }),
    ],
    'clicks-1': [kafkaRecord(1, 9, { key: 'c' })],
    'clicks-2': [kafkaRecord(2, 2, { key: 'a' })],
  });
  expect(failed).toEqual([
    { partition: 'clicks-0', offset: 5 },
    { partition: 'clicks-0', offset: 6 },
    { partition: 'clicks-0', offset: 8 },
    { partition: 'clicks-2', offset: 2 },
  ]);
  expect(counts).toMatchObject({ events: 3, written: 2, left: 2 });
});

it('reports every record of a key that waits behind one that is refused', async () => {
  const { bridged } = world({ takes: () => 1 });
  const sound = JSON.parse(valueOf(0)) as object;
  const value = JSON.stringify({ ...sound, properties: { filler: 'x'.repeat(130_000) } });
  const { failed } = await bridged({
    'clicks-0': [3, 5, 6, 9].map((offset) => kafkaRecord(0, offset, { key: 'a', value })),
  });
  expect(failed.map(({ offset }) => offset)).toEqual([5, 6, 9]);
});

it('reports every record that could not be parked, and says why', async () => {
  const { bridged, reasons } = world({ storeIs: 'away' });
  const { failed, counts } = await bridged({
    'clicks-0': [
      kafkaRecord(0, 4, { key: 'a' }),
      kafkaRecord(0, 5, { value: poison }),
      kafkaRecord(0, 6, { value: poison }),
    ],
    'clicks-1': [kafkaRecord(1, 9, { key: 'a' })],
  });
  expect(failed).toEqual([
    { partition: 'clicks-0', offset: 5 },
    { partition: 'clicks-0', offset: 6 },
  ]);
  expect(counts).toMatchObject({ events: 2, parked: 0, unparked: 2, left: 1 });
  expect(reasons.most()).toEqual([{ outcome: 'not parked', reason: 'SlowDown: Slow down.', records: 2 }]);
});

it('reports in the order of the topic what neither the stream nor the failure store takes', async () => {
  const { bridged } = world({ storeIs: 'away', takes: () => 0 });
  const records = [
    kafkaRecord(0, 4, { key: 'a' }),
    kafkaRecord(0, 5, { value: poison }),
    kafkaRecord(0, 6, { key: 'a' }),
  ];
  expect((await bridged({ 'clicks-0': records })).failed.map(({ offset }) => offset)).toEqual([4, 5, 6]);
});

it('names partitions as Lambda does, whatever is in their names, and none that is not in the batch', async () => {
  const { bridged } = world({ takes: () => 0 });
  const topic = 'web-clicks.v2-3';
  const { failed } = await bridged({
    [`${topic}-12`]: [{ ...kafkaRecord(12, 4, { key: 'a' }), topic }],
    'clicks-1': [],
  });
  expect(failed).toEqual([{ partition: 'web-clicks.v2-3-12', offset: 4 }]);
});

it('has nothing to do for an empty batch', async () => {
  expect(await world().bridged({})).toEqual({
    failed: [],
    lags: [],
    counts: { events: 0, tombstones: 0, parked: 0, unparked: 0, left: 0, written: 0 },
  });
});

it('says no time before the event, whatever the clock of the producer says', async () => {
  const { bridged } = world();
  const { lags } = await bridged({ 'clicks-0': [{ ...kafkaRecord(0, 4), timestamp: now + 60_000 }] });
  expect(lags).toEqual([0]);
});

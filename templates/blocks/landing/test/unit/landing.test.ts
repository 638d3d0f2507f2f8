import { expect, it } from '@jest/globals';
import type { DeliveryRecord } from '../../processors/landing/delivery-writer.ts';
import type { KafkaRecord } from '../../processors/landing/kafka-record.ts';
import { Landing } from '../../processors/landing/landing.ts';
import type { ParkedKafkaRecord } from '../../processors/landing/parked-records.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { kafkaRecord } from '../topic-records.ts';

const now = 1_790_000_060_000;

/** Lands a batch where Firehose does not take some offsets, and the failure store refuses some partitions. */
async function landed(
  records: Record<string, readonly KafkaRecord[]>,
  { refused = [], unparked = [] }: { refused?: readonly number[]; unparked?: readonly number[] } = {},
) {
  const parked: ParkedKafkaRecord[] = [];
  const rows: number[] = [];
  const reasons = new Reasons();
  const landing = new Landing({
    writer: {
      write: async (all: readonly DeliveryRecord[]) => {
        const offsets = all.map(({ text }) => (JSON.parse(text) as { kafka_offset: number }).kafka_offset);
        rows.push(...offsets);
        return new Set(offsets.flatMap((offset, at) => (refused.includes(offset) ? [at] : [])));
      },
    },
    parked: {
      park: async (rejected) => {
        if (rejected.some(({ record }) => unparked.includes(record.partition))) throw new Error('the store is away');
        parked.push(...rejected);
      },
    },
    clock: { now: () => now, timeout: () => new AbortController().signal },
  });
  const { response, counts, lags } = await landing.land({ records }, { remaining: () => 1_000 }, reasons);
  return {
    again: response.batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition} ${offset}`),
    counts,
    lags,
    rows,
    parked: parked.map(({ record, reason }) => [record.offset, reason]),
    reasons: reasons.most(),
  };
}

it('is done with records that land, are parked or have no value', async () => {
  const batch = {
    'events-0': [kafkaRecord(0, 5), kafkaRecord(0, 6, { value: 'poison' }), kafkaRecord(0, 7, { value: null })],
    'events-1': [kafkaRecord(1, 2)],
  };
  expect(await landed(batch)).toMatchObject({
    again: [],
    rows: [5, 2],
    parked: [[6, 'the value is not JSON']],
    counts: { landed: 2, tombstones: 1, parked: 1, unparked: 0, left: 0 },
    lags: [59_995, 59_998],
  });
});

it('names what Firehose did not take, in the order of its partition, and no other partition', async () => {
  const batch = {
    'events-0': [5, 6, 7, 8].map((offset) => kafkaRecord(0, offset)),
    'events-1': [kafkaRecord(1, 2), kafkaRecord(1, 3)],
  };
  expect(await landed(batch, { refused: [6, 8] })).toMatchObject({
    again: ['events-0 6', 'events-0 8'],
    counts: { landed: 4, left: 1 },
    lags: [59_998],
  });
});

it('names what could not be parked, and says why', async () => {
  const batch = {
    'events-0': [kafkaRecord(0, 5), kafkaRecord(0, 6, { value: 'poison' })],
    'events-1': [kafkaRecord(1, 2, { value: 'poison' })],
  };
  expect(await landed(batch, { unparked: [0] })).toMatchObject({
    again: ['events-0 6'],
    parked: [[2, 'the value is not JSON']],
    counts: { landed: 1, parked: 1, unparked: 1, left: 1 },
    reasons: [
      { outcome: 'not parked', reason: 'Error: the store is away', records: 1 },
      { outcome: 'parked', reason: 'the value is not JSON', records: 1 },
    ],
  });
});

it('takes keys of any kind, and headers that are bytes', async () => {
  const batch = {
    'events-0': [
      kafkaRecord(0, 1),
      { ...kafkaRecord(0, 2), key: null, headers: null },
      kafkaRecord(0, 3, { key: Buffer.from([0xff]), headers: [{ schema: [0, -56, 255] }, { origin: null }] }),
    ],
  };
  expect(await landed(batch)).toMatchObject({ again: [], rows: [1, 2, 3] });
});

it('answers an empty batch', async () => {
  expect(await landed({})).toMatchObject({ again: [], rows: [], lags: [] });
});

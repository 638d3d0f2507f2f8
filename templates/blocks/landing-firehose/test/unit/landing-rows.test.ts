import { describe, expect, it } from '@jest/globals';
import { rowsOfBatch } from '../../processors/landing/rows-of-batch.ts';
import type { ParkedKafkaRecord } from '../../processors/landing/parked-records.ts';
import type { TransformRecord } from '../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { eventOf } from '../topic-records.ts';

const now = Date.parse('2026-11-22T10:30:00Z');
const clock = { now: () => now, timeout: () => new AbortController().signal };
const deadline = { remaining: () => 1000 };

/** A record as Firehose hands it over. */
const record = (partition: number, offset: number, value: string | null | undefined) =>
  ({
    recordId: `id-${partition}-${offset}`,
    approximateArrivalTimestamp: now - 5000,
    mskRecordMetadata: {
      offset: String(offset),
      partitionId: String(partition),
      approximateArrivalTimestamp: now - 5000,
    },
    ...(value === undefined ? {} : { kafkaRecordValue: value === null ? null : Buffer.from(value).toString('base64') }),
  }) as unknown as TransformRecord;

/** What becomes of records, and what was parked. */
async function landed(records: readonly TransformRecord[], refuses = false) {
  const parked: ParkedKafkaRecord[] = [];
  const park = async (these: readonly ParkedKafkaRecord[]) => {
    if (refuses) throw new Error('SlowDown');
    parked.push(...these);
  };
  const ports = { topic: 'events', parked: { park }, clock };
  const reasons = new Reasons();
  return { ...(await rowsOfBatch({ records }, ports, deadline, reasons)), parked, reasons: reasons.most() };
}
const sound = JSON.stringify(eventOf(1));

it('answers with the row of an event, which says where it was in the topic', async () => {
  const { answer, counts, lag } = await landed([record(3, 17, sound)]);
  const { kafkaRecordValue, ...one } = answer.records[0]!;
  expect(one).toEqual({ recordId: 'id-3-17', result: 'Ok' });
  const text = Buffer.from(kafkaRecordValue!, 'base64').toString();
  expect(text).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(text)).toMatchObject({
    event_id: 'event-1',
    kafka_topic: 'events',
    kafka_partition: 3,
    kafka_offset: 17,
    kafka_timestamp: '2026-11-22T10:29:55.000Z',
    landed_at: '2026-11-22T10:30:00.000Z',
    line: sound,
  });
  expect([counts, lag]).toEqual([{ landed: 1, tombstones: 0, parked: 0, unprocessed: 0 }, 5000]);
});

describe('what is no event', () => {
  it('is parked with its place and the reason, and left out', async () => {
    const { answer, counts, parked } = await landed([record(0, 1, 'no JSON'), record(0, 2, sound)]);
    expect(answer.records.map(({ result }) => result)).toEqual(['Dropped', 'Ok']);
    expect(counts).toEqual({ landed: 1, tombstones: 0, parked: 1, unprocessed: 0 });
    expect(parked).toMatchObject([
      { record: { topic: 'events', partition: 0, offset: 1 }, reason: 'the value is not JSON' },
    ]);
  });

  it('is left to Firehose where the failure store does not take it', async () => {
    const { answer, counts, reasons } = await landed([record(0, 1, 'no JSON'), record(0, 2, sound)], true);
    expect(answer.records).toMatchObject([{ recordId: 'id-0-1', result: 'ProcessingFailed' }, { result: 'Ok' }]);
    expect(counts).toEqual({ landed: 1, tombstones: 0, parked: 0, unprocessed: 1 });
    expect(reasons).toMatchObject([{ outcome: 'not parked', records: 1 }]);
  });

  it('is left to Firehose where that does not say where it was', async () => {
    const { mskRecordMetadata: _, ...without } = record(0, 1, sound) as TransformRecord & { mskRecordMetadata: object };
    const { answer, counts } = await landed([without]);
    expect(answer.records).toEqual([{ recordId: 'id-0-1', result: 'ProcessingFailed' }]);
    expect(counts.unprocessed).toBe(1);
  });
});

it.each([
  ['empty', ''],
  ['null', null],
  ['absent', undefined],
] as const)('drops a record whose value is %s: AWS does not say how it hands over a tombstone', async (_, value) => {
  const { answer, counts, lag } = await landed([record(0, 1, value)]);
  expect(answer.records).toEqual([{ recordId: 'id-0-1', result: 'Dropped' }]);
  expect([counts.tombstones, lag]).toEqual([1, undefined]);
});

it('answers to every record, in whatever order partitions come', async () => {
  const records = [record(1, 1, sound), record(0, 1, 'x'), record(1, 2, 'y'), record(0, 2, sound)];
  const { answer, parked } = await landed(records);
  expect(answer.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
  expect(parked).toHaveLength(2);
});

import { expect, it } from '@jest/globals';
import { lanesOf as lanesOfRecords, type LaneRecord } from '../../processors/bridge/lanes.ts';
import type { KafkaRecord } from '../../processors/bridge/kafka-record.ts';
import type { Lane } from '../../processors/lib/ordered-writer/ordered-writer.ts';
import { kafkaRecord, linesIn, valueOf } from '../kafka-records.ts';

const lanesOf = (records: readonly KafkaRecord[]) => lanesOfRecords(records, (written) => written);

/** Each lane: its records, as partition key and offsets. */
const shownOf = (lanes: readonly Lane<LaneRecord>[]) =>
  lanes.map((lane) =>
    lane.map(
      ({ partitionKey, text }) =>
        `${partitionKey}: ${linesIn(text)
          .map(({ stream }) => stream.offset)
          .join(' ')}`,
    ),
  );
/** An event of so many bytes, about. */
const large = (bytes: number) =>
  JSON.stringify({ ...(JSON.parse(valueOf(0)) as object), properties: { filler: 'x'.repeat(bytes) } });

it('packs the events of a key into one record, in the order of the topic', () => {
  const { lanes } = lanesOf([
    kafkaRecord(0, 1, { key: 'a' }),
    kafkaRecord(0, 2, { key: 'b' }),
    kafkaRecord(0, 4, { key: 'a' }),
    kafkaRecord(0, 5, { key: 'a', value: null }),
  ]);
  expect(shownOf(lanes)).toEqual([['a: 1 4 5'], ['b: 2']]);
  expect(lanes[0]![0]).toMatchObject({ offsets: [1, 4, 5], lines: { event: 2, tombstone: 1 } });
});

it('goes on in another record of the lane when one is full', () => {
  const value = large(100_000);
  const { lanes } = lanesOf([1, 2, 3, 4].map((offset) => kafkaRecord(0, offset, { key: 'a', value })));
  expect(shownOf(lanes)).toEqual([['a: 1 2', 'a: 3 4']]);
  for (const record of lanes[0]!) expect(Buffer.byteLength(record.text)).toBeLessThanOrEqual(250_000);
});

it('packs events without a key, and lets none of those records wait for another', () => {
  const value = large(100_000);
  const { lanes } = lanesOf([1, 2, 3].map((offset) => kafkaRecord(4, offset, { value })));
  expect(shownOf(lanes)).toEqual([['4/1: 1 2'], ['4/3: 3']]);
});

it('gives each record a key that the stream takes, the same one for the same key', () => {
  const keys = [
    'u-1',
    'ü'.repeat(256),
    'x'.repeat(257),
    '🥾'.repeat(129),
    'x'.repeat(5000),
    '',
    Buffer.from([0xff]),
    Buffer.from([0xfe]),
  ];
  const found = keys.map((key) => {
    const [lane] = lanesOf([kafkaRecord(0, 1, { key })]).lanes;
    const [again] = lanesOf([kafkaRecord(9, 7, { key })]).lanes;
    expect(again![0]!.partitionKey).toBe(lane![0]!.partitionKey);
    return lane![0]!.partitionKey;
  });
  expect(found.slice(0, 2)).toEqual(['u-1', 'ü'.repeat(256)]);
  expect(new Set(found).size).toBe(keys.length);
  for (const key of found) expect(key.length).toBeGreaterThan(0);
  for (const key of found) expect([...key].length).toBeLessThanOrEqual(256);
});

it('rejects an event that is larger than the stream and Firehose take, and no other one of its key', () => {
  const { lanes, rejected } = lanesOf([
    kafkaRecord(0, 1, { key: 'a' }),
    kafkaRecord(0, 2, { key: 'a', value: large(1_000_000) }),
    kafkaRecord(0, 3, { key: 'a', value: large(900_000) }),
  ]);
  expect(shownOf(lanes)).toEqual([['a: 1', 'a: 3']]);
  expect(rejected).toEqual([
    { record: expect.objectContaining({ offset: 2 }), reason: 'the event has more than 1000000 bytes' },
  ]);
});

it('rejects what is no event, as it came', () => {
  const record = kafkaRecord(0, 2, { key: 'a', value: Buffer.from([0xff]), headers: [{ h: [1] }] });
  expect(lanesOf([kafkaRecord(0, 1, { key: 'a' }), record]).rejected).toEqual([
    { record, reason: 'the value is not UTF-8' },
  ]);
});

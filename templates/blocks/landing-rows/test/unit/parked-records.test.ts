import { expect, it } from '@jest/globals';
import type { KafkaRecord } from '../../processors/landing/kafka-record.ts';
import { ParkedRecords } from '../../processors/landing/parked-records.ts';
import { kafkaRecord } from '../topic-records.ts';

const { signal } = new AbortController();
function world() {
  const objects: [key: string, body: string][] = [];
  const parked = new ParkedRecords(async (key, body) => void objects.push([key, body]), 'rejected/landing/');
  const park = (...records: KafkaRecord[]) =>
    parked.park(
      records.map((record) => ({ record, reason: `no ${record.offset}` })),
      signal,
    );
  return { objects, park };
}

it('parks records as they came, each with its reason', async () => {
  const { objects, park } = world();
  const records = [
    kafkaRecord(3, 4, { key: Buffer.from([0xff]), value: Buffer.from([0xfe]), headers: [{ h: [-1] }] }),
    kafkaRecord(3, 6),
  ];
  await park(...records);
  const [[key, body]] = objects as [[string, string]];
  expect(key).toMatch(/^rejected\/landing\/events-3\/0000000000000000004-[0-9a-f]{16}\.jsonl$/);
  expect(
    body
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { record: records[0], reason: 'no 4' },
    { record: records[1], reason: 'no 6' },
  ]);
});

it('parks the same records under one name, and others or those of a replay under another', async () => {
  const { objects, park } = world();
  await park(kafkaRecord(3, 4), kafkaRecord(3, 6));
  await park(kafkaRecord(3, 4), kafkaRecord(3, 6));
  await park(kafkaRecord(3, 4), kafkaRecord(3, 7));
  await park(kafkaRecord(3, 4, { again: 1 }), kafkaRecord(3, 6, { again: 1 }));
  await park(kafkaRecord(2, 4), kafkaRecord(2, 6));
  expect(objects).toHaveLength(5);
  expect(new Set(objects.map(([key]) => key)).size).toBe(4);
});

it('writes nothing where nothing is to be parked', async () => {
  const { objects, park } = world();
  await park();
  expect(objects).toEqual([]);
});

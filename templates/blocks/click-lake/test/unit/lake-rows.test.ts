import { describe, expect, it } from '@jest/globals';
import { farthest } from '../../processors/lake-rows/event-day.ts';
import { rowsOfBatch } from '../../processors/lake-rows/batch.ts';
import { rowOf } from '../../processors/lake-rows/row.ts';
import { Reasons } from '../../processors/lib/reasons.ts';

const arrival = Date.UTC(2026, 10, 30, 0, 2);
const place = { arrival, partitionKey: 'ada', record: 'shardId-000000000000/49' };
const event = {
  event_id: 'e1',
  event_type: 'add_to_cart',
  event_time: Date.UTC(2026, 10, 29, 23, 59, 30, 250),
  user_id: 'ada',
  consent: ['analytics', 'advertising'],
  price: 19.9,
  quantity: 2,
};
const origin = { kind: 'event', topic: 'clicks', partition: 3, offset: 41, timestamp: arrival - 900, key: 'ada' };
const lineOf = (more: object = {}, from: object = origin): string =>
  JSON.stringify({ stream: from, ...event, ...more });
const made = (line: string | Buffer) => rowOf(Buffer.from(line as string), place);
const rowIn = (line: string | Buffer) => JSON.parse(made(line)!.text) as Record<string, unknown>;

describe('the row of an event', () => {
  it('has where it comes from, its fields, and the whole line', () => {
    const line = lineOf();
    expect(rowIn(line)).toEqual({
      record_id: 'clicks/3/41',
      kind: 'event',
      topic: 'clicks',
      topic_partition: 3,
      topic_offset: 41,
      produced_at: '2026-11-30T00:01:59.100Z',
      arrived_at: '2026-11-30T00:02:00.000Z',
      partition_key: 'ada',
      event_id: 'e1',
      event_type: 'add_to_cart',
      event_time: '2026-11-29T23:59:30.250Z',
      user_id: 'ada',
      consent: 'analytics,advertising',
      price: 19.9,
      quantity: 2,
      line,
    });
  });

  it('is known by who did what where it comes from no topic', () => {
    expect(rowIn(lineOf({}, {}))).toMatchObject({ record_id: 'ada/e1', kind: 'event' });
  });

  it('keeps the digits of a number in its line', () => {
    const line = lineOf().replace('"quantity":2', '"quantity":2,"properties":{"at":1790000000123456789}');
    expect(rowIn(line)['line']).toBe(line);
  });

  it.each([
    ['a price that is a text', { price: '19.90' }, 'price'],
    ['a fraction of a unit', { quantity: 1.5 }, 'quantity'],
    ['a page that is a list', { page_url: ['/'] }, 'page_url'],
    ['a time before all times', { event_time: -1 }, 'event_time'],
    ['a time beyond all times', { event_time: 1e300 }, 'event_time'],
  ])('has no column for %s: Firehose would refuse the row', (_, more, column) => {
    expect(rowIn(lineOf(more))[column]).toBeUndefined();
  });
});

describe('the row of another line', () => {
  it('of a key without a value says where it comes from', () => {
    const line = JSON.stringify({ stream: { ...origin, kind: 'tombstone' } });
    expect(made(line)).toMatchObject({ kind: 'tombstone', day: '2026-11-30' });
    expect(rowIn(line)).toMatchObject({ record_id: 'clicks/3/41', kind: 'tombstone', line });
  });

  it.each(['click', '[]', 'null', '{"user":"ada"}', '{"event_id":1,"user_id":"ada"}', '{"stream":7}'])(
    'that nobody can read is marked, and whole: %s',
    (line) => {
      const row = rowIn(line);
      expect(row).toMatchObject({ kind: 'unreadable', line });
      expect(row['record_id']).toMatch(/^shardId-000000000000\/49\/[0-9a-f]{16}$/);
    },
  );

  it('that is no text has its bytes', () => {
    expect(rowIn(Buffer.from([0xff, 0x00]))).toMatchObject({ kind: 'unreadable', line_base64: '/wA=' });
  });

  it('that was replayed from the lake is none: it is there', () => {
    expect(made(lineOf({}, { ...origin, replayed: arrival }))).toBeUndefined();
  });
});

describe('the day of a row', () => {
  it.each([
    ['of its event', event.event_time, '2026-11-29'],
    ['of its event, a week before it arrived', arrival - farthest.before, '2026-11-23'],
    ['of its arrival, for one that was held back for longer', arrival - farthest.before - 1, '2026-11-30'],
    ['of its event, by a clock that is a little ahead', arrival + farthest.after, '2026-11-30'],
    ['of its arrival, by a clock that is far ahead', arrival + farthest.after + 86_400_000, '2026-11-30'],
    ['of its arrival, by a clock that stands at the beginning', 0, '2026-11-30'],
  ])('is that %s', (_, time, day) => {
    expect(made(lineOf({ event_time: time }))!.day).toBe(day);
  });
});

describe('a batch', () => {
  const record = (nth: number, data: string) => ({
    recordId: `id-${nth}`,
    data: Buffer.from(data).toString('base64'),
    kinesisRecordMetadata: {
      shardId: 'shardId-000000000000',
      partitionKey: 'ada',
      sequenceNumber: String(nth),
      approximateArrivalTimestamp: arrival,
    },
  });

  it('has an answer for each line, with its day, and counts what they are', () => {
    const lines = [
      lineOf(),
      JSON.stringify({ stream: { ...origin, kind: 'tombstone' } }),
      'click',
      lineOf({}, { ...origin, replayed: 1 }),
      '',
    ];
    const { answer, counts } = rowsOfBatch({ records: lines.map((line, nth) => record(nth, line)) }, new Reasons(), 0);
    expect(answer.records.map(({ recordId, result }) => `${recordId} ${result}`)).toEqual([
      'id-0 Ok',
      'id-1 Ok',
      'id-2 Ok',
      'id-3 Dropped',
      'id-4 Dropped',
    ]);
    expect(answer.records.slice(0, 3)).toMatchObject([
      { metadata: { partitionKeys: { day: '2026-11-29' } } },
      { metadata: { partitionKeys: { day: '2026-11-30' } } },
      { metadata: { partitionKeys: { day: '2026-11-30' } } },
    ]);
    expect(counts).toEqual({ rows: 3, tombstones: 1, unreadable: 1, replayed: 1, failed: 0 });
  });

  it.each([
    ['the shortest lines', '{"stream":{"kind":"tombstone","topic":"a","partition":0,"offset":1,"timestamp":1}}', 2_500],
    ['the longest line, of quotes alone', lineOf({ properties: { a: '"'.repeat(480_000) } }), 1],
  ])('of %s that Firehose hands over at once has room in an answer of Lambda', (_, line, count) => {
    const records = Array.from({ length: count }, (__, nth) => record(nth, line));
    const { answer, counts } = rowsOfBatch({ records }, new Reasons(), 0);
    expect(counts.failed).toBe(0);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(3_500_000);
  });
});

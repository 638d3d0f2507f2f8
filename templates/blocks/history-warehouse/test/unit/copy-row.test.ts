import { describe, expect, it } from '@jest/globals';
import { copyRow } from '../../processors/warehouse-copy/copy-row.ts';

const place = {
  shardId: 'shardId-000000000001',
  partitionKey: 'a"b\n,"payload":',
  sequenceNumber: '49590338271490256608559692538361571095921575989136588898',
  approximateArrivalTimestamp: Date.UTC(2026, 10, 29, 10, 0, 0, 7),
};
const rowOf = (data: string | Buffer) => copyRow(Buffer.from(data), place);
const parsed = (data: string | Buffer) => JSON.parse(rowOf(data)) as Record<string, unknown>;

describe('a record of the stream, as a row for COPY', () => {
  it('has the columns of the streaming view', () => {
    expect(parsed('{"a":1}')).toEqual({
      approximate_arrival_timestamp: '2026-11-29 10:00:00.007',
      partition_key: place.partitionKey,
      shard_id: place.shardId,
      sequence_number: place.sequenceNumber,
      payload: { a: 1 },
    });
  });

  it('keeps the digits of numbers, and is one line', () => {
    const row = rowOf(' {"a":12345678901234567890.10,\r\n "b":"x\\ny"}\n');
    expect(row).toContain('"payload":{"a":12345678901234567890.10,  "b":"x\\ny"}}'.replace('  ', '  '));
    expect(row).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['what is no JSON', 'no {json'],
    ['nothing', ''],
    ['bytes that are no text', Buffer.from([0xff, 0x00])],
    ['a text above 65,535 bytes', JSON.stringify({ a: [{ b: 'x'.repeat(65_536) }] })],
    ['a text of fewer characters, and more bytes', JSON.stringify({ a: 'ä'.repeat(40_000) })],
  ])('has %s as the bytes that came', (_, data) => {
    const { payload, unreadable } = parsed(data);
    expect([payload, Buffer.from(String(unreadable), 'hex')]).toEqual([undefined, Buffer.from(data)]);
  });

  it.each([
    ['a text of 65,535 bytes', JSON.stringify({ a: 'x'.repeat(65_535) })],
    ['many texts', JSON.stringify(Array.from({ length: 3000 }, () => 'x'.repeat(40)))],
  ])('has %s in its payload', (_, data) => {
    expect(parsed(data)['payload']).toEqual(JSON.parse(data));
  });

  it('is not made of what does not come from a stream', () => {
    expect(() => copyRow(Buffer.from('{}'), undefined)).toThrow('does not come from a Kinesis stream');
  });
});

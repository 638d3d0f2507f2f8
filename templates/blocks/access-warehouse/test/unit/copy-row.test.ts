import { describe, expect, it } from '@jest/globals';
import { copiedRows, refusedByTransform } from '../../delivery/copy-errors.ts';
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
  it('has the columns of the streaming view, and its events as an array', () => {
    expect(parsed('{"raw_id":"a-1"}\n{"raw_id":"a-2"}\n')).toEqual({
      approximate_arrival_timestamp: '2026-11-29 10:00:00.007',
      partition_key: place.partitionKey,
      shard_id: place.shardId,
      sequence_number: place.sequenceNumber,
      payload: [{ raw_id: 'a-1' }, { raw_id: 'a-2' }],
    });
  });

  it('keeps the digits of numbers, and is one line', () => {
    const row = rowOf('{"a":12345678901234567890.10}\r\n\n{"b":"x\\ny"}');
    expect(row).toContain('"payload":[{"a":12345678901234567890.10},{"b":"x\\ny"}]}');
    expect(row).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['a line that is no JSON', '{"a":1}\nno {json\n'],
    ['a line that is no object', '{"a":1}\n"text"\n'],
    ['nothing', ''],
    ['bytes that are no text', Buffer.from([0xff, 0x00])],
    ['a text above 65,535 bytes', `${JSON.stringify({ a: [{ b: 'x'.repeat(65_536) }] })}\n`],
    ['a text of fewer characters, and more bytes', `{"a":1}\n${JSON.stringify({ a: 'ä'.repeat(40_000) })}\n`],
  ])('has %s as the bytes that came', (_, data) => {
    const { payload, unreadable } = parsed(data);
    expect([payload, Buffer.from(String(unreadable), 'hex')]).toEqual([undefined, Buffer.from(data)]);
  });

  it('is not made of what does not come from a stream', () => {
    expect(() => copyRow(Buffer.from('{}'), undefined)).toThrow('does not come from a Kinesis stream');
  });
});

describe('what COPY did not take', () => {
  it('is named by a manifest', () => {
    const entries = ['warehouse/2026/a b', 'warehouse/2026/b'].map((key) => ({ url: `s3://bucket/${key}` }));
    expect(copiedRows.named!(JSON.stringify({ entries }))).toEqual(['warehouse/2026/a b', 'warehouse/2026/b']);
    expect(() => copiedRows.named!('{}')).toThrow();
  });

  it('goes back as it was in the stream, with its partition key', () => {
    const records = [
      '{"raw_id":"a-1","status":200}\n{"raw_id":"a-2","path":"/ä\\"\\n"}\n',
      '{"raw_id":"a-3"}\n',
      'no json',
    ];
    const rows = records.map((record) => `${rowOf(record)}\n`).join('');
    expect(copiedRows.records(rows)).toEqual(
      records.map((record) => ({
        partitionKey: place.partitionKey,
        data: Buffer.from(record).toString('base64'),
        reason: 'COPY did not take it',
      })),
    );
  });

  it.each([
    ['', 'are not there any more'],
    ['{"partition_key":"a"}\n', 'a row without its record'],
  ])('is not guessed from %j', (rows, why) => {
    expect(() => copiedRows.records(rows)).toThrow(why);
  });
});

describe('what the transform did not take', () => {
  const rawData = Buffer.from('{"raw_id":"a-1"}\n').toString('base64');

  it('goes back as it was in the stream, whether its documents stand on lines of their own or not', () => {
    const failure = JSON.stringify({ rawData, errorCode: 'Lambda.FunctionError', errorMessage: 'no room' });
    for (const between of ['', '\n'])
      expect(refusedByTransform.records([failure, failure].join(between))).toEqual([
        expect.objectContaining({ data: rawData, reason: 'Lambda.FunctionError: no room' }),
        expect.objectContaining({ data: rawData }),
      ]);
  });

  it('is not guessed', () => {
    expect(() => refusedByTransform.records('{"errorCode":"x"}')).toThrow('a failure without rawData');
  });
});

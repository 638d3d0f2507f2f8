import { expect, it } from '@jest/globals';
import type { StreamRecord } from '../../runtime/contracts/records.ts';
import { eventWriter } from '../../runtime/services/kinesis/poller/event.ts';
import { roleArn, start, streamArn } from './world.ts';

const record = (changed: Partial<StreamRecord>): StreamRecord => ({
  shardId: 'shardId-000000000000',
  sequenceNumber: '99',
  partitionKey: 'p1',
  data: Buffer.from('hello'),
  arrivedAt: start,
  ...changed,
});

it.each<[what: string, record: StreamRecord]>([
  ['an ordinary record', record({})],
  ['no data', record({ data: new Uint8Array() })],
  ['data that base64 fills up', record({ data: Buffer.from('hell') })],
  ['a key that JSON escapes', record({ partitionKey: 'a "key"\n' })],
  ['a key that is not ASCII', record({ partitionKey: 'schlüssel-日本-😀' })],
  ['a long sequence number', record({ sequenceNumber: '1'.repeat(56) })],
  ['parts of a millisecond', record({ arrivedAt: start + 0.123 })],
])('says how long the text of a record is before it writes it: %s', (_, each) => {
  const writer = eventWriter(streamArn, roleArn);
  expect(writer.bytes(each)).toBe(Buffer.byteLength(writer.text(each)));
});

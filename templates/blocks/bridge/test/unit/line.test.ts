import { describe, expect, it } from '@jest/globals';
import { lineOf } from '../../processors/bridge/line.ts';
import { membersOf } from '../../processors/bridge/members-of.ts';
import { topicKey } from '../../processors/bridge/topic-key.ts';
import type { KafkaRecord } from '../../processors/bridge/kafka-record.ts';
import { kafkaRecord, linesIn, valueOf } from '../kafka-records.ts';

const event = JSON.parse(valueOf(7)) as Record<string, unknown>;
const read = (record: KafkaRecord) => lineOf(record, topicKey(record), (written) => written);
const reasonOf = (record: KafkaRecord): string => {
  const line = read(record);
  return 'reason' in line ? line.reason : 'none';
};
const textOf = (record: KafkaRecord): string => {
  const line = read(record);
  if ('reason' in line) throw new Error(line.reason);
  return line.text;
};
const originIn = (record: KafkaRecord) => linesIn(textOf(record))[0]!.stream;

it('says the event as it was written, and where it was in the topic', () => {
  const [line] = linesIn(textOf(kafkaRecord(3, 7, { key: 'u-1' })));
  expect(line).toEqual({
    ...event,
    stream: { kind: 'event', topic: 'clicks', partition: 3, offset: 7, timestamp: 1_790_000_000_007, key: 'u-1' },
  });
});

it('keeps the digits of numbers that JavaScript cannot hold', () => {
  const digits = '"price":12345678.901234567890';
  const value = JSON.stringify({ ...event, price: 0 }).replace('"price":0', digits);
  expect(textOf(kafkaRecord(0, 7, { value }))).toContain(digits);
});

it('writes a value of several lines as one, and leaves line feeds in its texts alone', () => {
  const value = ` \r\n${JSON.stringify({ ...event, page_title: 'two\nlines\r' }, null, 2)}\n\n`;
  const text = textOf(kafkaRecord(0, 7, { value }));
  expect(text.match(/\n/g)).toHaveLength(1);
  expect(linesIn(text)).toEqual([{ ...event, page_title: 'two\nlines\r', stream: expect.anything() }]);
});

it('adds the members of any object to another one', () => {
  for (const written of ['{"a":1}', ' { "a" : 1 } ', '{}', '{ \n }'])
    expect(JSON.parse(`{"stream":0${membersOf(written)}`)).toEqual({ stream: 0, ...(JSON.parse(written) as object) });
});

it('counts no fewer bytes than a line has', () => {
  for (const value of [valueOf(7), JSON.stringify({ ...event, page_title: 'Wanderschuhe für Frauen 🥾' })]) {
    const line = read(kafkaRecord(0, 7, { key: 'ü', value })) as { text: string; bytes: number };
    expect(line.bytes).toBeGreaterThanOrEqual(Buffer.byteLength(line.text));
    expect(line.bytes).toBeLessThan(Buffer.byteLength(line.text) + 4);
  }
});

it.each([
  ['left out', kafkaRecord(0, 7, { key: 'u-1', value: null })],
  ['null', { ...kafkaRecord(0, 7, { key: 'u-1' }), value: null }],
])('makes a tombstone of a value that is %s', (_, record) => {
  const line = read(record) as { kind: string; text: string };
  expect(line.kind).toBe('tombstone');
  expect(linesIn(line.text)).toEqual([
    {
      stream: { kind: 'tombstone', topic: 'clicks', partition: 0, offset: 7, timestamp: 1_790_000_000_007, key: 'u-1' },
    },
  ]);
});

it.each([
  ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'the value is not UTF-8'],
  ['not JSON', 'user=u-1', 'the value is not JSON'],
  ['empty', '', 'the value is not JSON'],
  ['a list', '[]', 'off contract: value: expected an object'],
  ['null in JSON', 'null', 'off contract: value: expected an object'],
  ['no event', '{}', 'off contract: event_id: is missing; event_type: is missing; event_time: is missing'],
  [
    'an event with a field too many',
    JSON.stringify({ ...event, ssn: '1' }),
    'off contract: ssn: is not a field of the contract',
  ],
])('parks a value that is %s', (_, value, reason) => {
  expect(reasonOf(kafkaRecord(0, 7, { value }))).toBe(reason);
});

it('quotes nothing of a value in a reason, and keeps it short', () => {
  const secret = 'x'.repeat(5000);
  const reasons = [
    `{"${secret}`,
    JSON.stringify({ ...event, event_time: secret }),
    JSON.stringify({ ...event, [secret]: 1 }),
  ];
  for (const value of reasons) expect(reasonOf(kafkaRecord(0, 7, { value })).length).toBeLessThanOrEqual(300);
  expect(reasonOf(kafkaRecord(0, 7, { value: reasons[1]! }))).not.toContain('xx');
});

describe('the key', () => {
  it('is said as text', () => {
    expect(originIn(kafkaRecord(0, 7, { key: 'Zoë "1"\n' })).key).toBe('Zoë "1"\n');
  });

  it('is said in base64 where it is no text', () => {
    const origin = originIn(kafkaRecord(0, 7, { key: Buffer.from([0xff, 0x00]) }));
    expect([origin.key, origin.key_base64]).toEqual([undefined, '/wA=']);
  });

  it.each([
    ['left out', kafkaRecord(0, 7)],
    ['null', { ...kafkaRecord(0, 7), key: null }],
  ])('is not said where it is %s', (_, record) => {
    expect(Object.keys(originIn(record))).toEqual(['kind', 'topic', 'partition', 'offset', 'timestamp']);
  });
});

describe('headers', () => {
  const headersOf = (headers: KafkaRecord['headers']) => originIn(kafkaRecord(0, 7, { headers: headers! })).headers;

  it('are said in their order, a name maybe more than once', () => {
    expect(headersOf([{ trace: [97, 98] }, { origin: [] }, { trace: [99] }])).toEqual([
      { name: 'trace', value: 'ab' },
      { name: 'origin', value: '' },
      { name: 'trace', value: 'c' },
    ]);
  });

  it('may be bytes, counted from -128 or from 0 on', () => {
    const bytes = { name: 'id', value_base64: '/4A=' };
    expect(headersOf([{ id: [-1, -128] }, { id: [255, 128] }])).toEqual([bytes, bytes]);
    expect(headersOf([{ name: [-61, -68] }])).toEqual([{ name: 'name', value: 'ü' }]);
  });

  it('may have no value, or not be there', () => {
    expect(headersOf([{ flag: null }])).toEqual([{ name: 'flag' }]);
    expect([headersOf([]), headersOf(null)]).toEqual([undefined, undefined]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { rowOf } from '../../processors/landing/row.ts';
import { eventOf, kafkaRecord } from '../topic-records.ts';

const landedAt = '2026-11-22T10:30:00.000Z';
const read = (value: string | Uint8Array | null, more = {}) =>
  rowOf({ ...kafkaRecord(3, 17, { value }), ...more }, landedAt);
/** The members of the row of a value. */
function members(value: string | object): Record<string, unknown> {
  const row = read(typeof value === 'string' ? value : JSON.stringify(value));
  if (!('text' in row)) throw new Error(JSON.stringify(row));
  return JSON.parse(row.text) as Record<string, unknown>;
}

it('has the fields of the event, its place in the topic, and the line', () => {
  const event = { ...eventOf(17), amount: '19.90', currency: 'EUR', country: 'DE', text: 'Größe 42 👍' };
  const row = members(event);
  expect(row).toEqual({
    event_id: 'event-17',
    source: 'orders',
    type: 'order.updated',
    occurred_at: '2026-11-22T10:20:30.456Z',
    entity_id: 'order-17',
    sequence: 17,
    operation: 'update',
    amount: '19.90',
    currency: 'EUR',
    country: 'DE',
    text: 'Größe 42 👍',
    kafka_topic: 'events',
    kafka_partition: 3,
    kafka_offset: 17,
    kafka_timestamp: '2026-09-21T14:13:20.017Z',
    landed_at: '2026-11-22T10:30:00.000Z',
    line: JSON.stringify(event),
  });
});

it('is one line with a line feed at its end, and says how long it is', () => {
  const row = read(`${JSON.stringify(eventOf(1), null, 2)}\r\n`);
  expect(row).toMatchObject({ offset: 17, text: expect.stringMatching(/^[^\r\n]+\n$/) });
  const { text, bytes } = row as { text: string; bytes: number };
  expect(bytes).toBe(Buffer.byteLength(text));
});

it('keeps the line as it is written, with every digit and every field that has no column', () => {
  const line = ` {"lsn":1790000000123456789, "text":"\\u00fc",${JSON.stringify(eventOf(1)).slice(1)}\n`;
  expect(members(line)).toMatchObject({ line, text: 'ü' });
});

it.each([
  ['"19.90"', '19.90'],
  ['19.90', '19.90'],
  ['1e3', '1e3'],
  ['100000000000000.10', '100000000000000.10'],
  ['-5', '-5'],
])('writes the amount %s as %s', (written, expected) => {
  expect(members(`${JSON.stringify(eventOf(1)).slice(0, -1)},"amount":${written}}`)['amount']).toBe(expected);
});

it.each([
  ['a member of that name inside', String.raw`"lines":[{"amount":1.50}],"amount":19.90`],
  ['a text that quotes the name', String.raw`"note":"\"amount\": 7","amount" : 19.90`],
  ['another one before', String.raw`"amount":1.50,"amount":19.90`],
  ['an escape in its name', String.raw`"lines":[{"amount":19.9}],"am\u006funt":19.90`],
])('writes the amount as its producer did where there is %s', (_, written) => {
  expect(members(`${JSON.stringify(eventOf(1)).slice(0, -1)},${written}}`)['amount']).toBe('19.90');
});

it.each([
  ['2026-11-22T10:20:30Z', '2026-11-22T10:20:30.000Z'],
  ['2026-11-22T10:20:30.123456789Z', '2026-11-22T10:20:30.123Z'],
  ['2026-11-22T00:20:30+02:00', '2026-11-21T22:20:30.000Z'],
  ['0000-01-01T00:00:00Z', undefined],
])('writes the time %s as %s', (occurredAt, expected) => {
  expect(members({ ...eventOf(1), occurredAt })['occurred_at']).toBe(expected);
});

it.each([-1, 1e15, Number.NaN])('has no time of a record that says %d', (timestamp) => {
  const { text } = read(JSON.stringify(eventOf(1)), { timestamp }) as { text: string };
  expect(JSON.parse(text)).not.toHaveProperty('kafka_timestamp');
});

it.each([null, undefined])('says of a value that is %s that it is a tombstone', (value) => {
  expect(rowOf({ ...kafkaRecord(0, 1), value: value as never }, landedAt)).toEqual({ tombstone: true });
});

describe('what is parked', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty value', '', 'the value is not JSON'],
    ['a value that ends early', '{"eventId":', 'the value is not JSON'],
    ['a byte order mark', `\ufeff${JSON.stringify(eventOf(1))}`, 'the value is not JSON'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe]), 'the value is not UTF-8'],
    ['a list', `[${JSON.stringify(eventOf(1))}]`, 'off contract: value: expected an object'],
    ['a number', '42', 'off contract: value: expected an object'],
    ['null', 'null', 'off contract: value: expected an object'],
    [
      'an event without an id',
      JSON.stringify({ ...eventOf(1), eventId: undefined }),
      'off contract: eventId: is missing',
    ],
    [
      'a time that is none',
      JSON.stringify({ ...eventOf(1), occurredAt: 'now' }),
      'off contract: occurredAt: expected the format date-time',
    ],
    [
      'a sequence as text',
      JSON.stringify({ ...eventOf(1), sequence: '7' }),
      'off contract: sequence: expected a number',
    ],
    [
      'a row above 1,000 KiB',
      JSON.stringify({ ...eventOf(1), more: 'x'.repeat(1_024_000) }),
      'the row has more than 1024000 bytes',
    ],
  ])('%s', (_, value, reason) => {
    expect(read(value)).toEqual({ reason });
  });

  it('quotes nothing of the value', () => {
    const { reason } = read(JSON.stringify({ ...eventOf(1), operation: 'secret words' })) as { reason: string };
    expect(reason).toMatch(/^off contract: operation/);
    expect(reason).not.toContain('secret');
  });
});

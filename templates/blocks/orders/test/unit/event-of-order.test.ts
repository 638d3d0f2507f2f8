import { describe, expect, it } from '@jest/globals';
import { eventOfOrder } from '../../processors/lib/orders/event-of-order.ts';

const at = Date.parse('2026-11-30T08:00:00.123Z');
const source = {
  connector: 'postgresql',
  name: 'shop',
  db: 'shop',
  schema: 'public',
  table: 'orders',
  lsn: 24_023_128,
  ts_ms: at,
};
const row = { id: 4711, total: '19.90', currency: 'EUR', country: 'DE', note: 'Leave it at the door' };
const event = {
  eventId: 'orders:shop.public.orders:4711:24023128:create',
  source: 'orders',
  type: 'order.created',
  occurredAt: '2026-11-30T08:00:00.123Z',
  entityId: 'order-4711',
  sequence: 24_023_128,
  operation: 'create',
  amount: '19.90',
  currency: 'EUR',
  country: 'DE',
  text: 'Leave it at the door',
};
const created = { op: 'c', before: null, after: row, source, ts_ms: at + 50 };

describe('an envelope of Debezium', () => {
  it('becomes the event of a new order', () => {
    expect(eventOfOrder(created)).toEqual({ kind: 'event', event });
  });

  it('says the same with a schema around it', () => {
    expect(eventOfOrder({ schema: { type: 'struct', fields: [] }, payload: created })).toEqual({
      kind: 'event',
      event,
    });
  });

  it.each([
    ['r', 'create', 'order.created'],
    ['u', 'update', 'order.updated'],
  ])('with op %s is %s', (op, operation, type) => {
    expect(eventOfOrder({ ...created, op })).toMatchObject({ event: { operation, type } });
  });

  it('that deletes says what was there before', () => {
    const deleted = { ...created, op: 'd', before: { id: 4711, total: null }, after: null };
    const { amount: _, currency: _1, country: _2, text: _3, ...rest } = event;
    const expected = {
      ...rest,
      eventId: event.eventId.replace('create', 'delete'),
      type: 'order.deleted',
      operation: 'delete',
    };
    expect(eventOfOrder(deleted)).toEqual({ kind: 'event', event: expected });
  });

  it('leaves out what the database did not send along', () => {
    const changed = { ...created, op: 'u', after: { ...row, note: '__debezium_unavailable_value' } };
    expect(eventOfOrder(changed)).not.toHaveProperty('event.text');
  });

  it.each([
    ['bytes whose scale the schema has', Buffer.from([0x07, 0xc6]).toString('base64'), '2', '19.90'],
    ['a negative number', Buffer.from([0xff]).toString('base64'), '2', '-0.01'],
    ['zero', Buffer.from([0]).toString('base64'), '2', '0.00'],
    ['no digits behind the point', Buffer.from([0x80]).toString('base64'), '0', '-128'],
    [
      'more digits than a number of JavaScript has',
      Buffer.from('7fffffffffffffffff', 'hex').toString('base64'),
      '2',
      '23611832414348226068.47',
    ],
  ])('has the digits of a decimal: %s', (_, total, scale, amount) => {
    const column = {
      field: 'total',
      type: 'bytes',
      name: 'org.apache.kafka.connect.data.Decimal',
      parameters: { scale },
    };
    const schema = { type: 'struct', fields: [{ field: 'after', type: 'struct', fields: [column] }] };
    expect(eventOfOrder({ schema, payload: { ...created, after: { ...row, total } } })).toMatchObject({
      event: { amount },
    });
  });

  it('has the digits of a decimal with a scale of its own', () => {
    const total = { scale: 3, value: Buffer.from([0x04, 0xd2]).toString('base64') };
    expect(eventOfOrder({ ...created, after: { ...row, total } })).toMatchObject({ event: { amount: '1.234' } });
  });

  it('of MySQL is ordered by file and position, also where a new file begins', () => {
    const mysql = (file: string, pos: number) => {
      const read = eventOfOrder({
        ...created,
        source: { name: 'shop', db: 'shop', table: 'orders', file, pos, ts_ms: at },
      });
      return read.kind === 'event' ? read.event.sequence : undefined;
    };
    const ordered = [mysql('binlog.000009', 4_000_000_000), mysql('binlog.000010', 4), mysql('binlog.000010', 700)];
    expect(ordered).toEqual(ordered.toSorted((one, other) => one! - other!));
    expect(new Set(ordered).size).toBe(3);
  });
});

describe('a record of AWS DMS', () => {
  const metadata = {
    timestamp: '2026-11-30T08:00:00.123456Z',
    'record-type': 'data',
    operation: 'update',
    'partition-key-type': 'primary-key',
    'schema-name': 'public',
    'table-name': 'orders',
    'transaction-id': 900_000_000_012,
  };

  it('becomes an event, with the microseconds of its commit as the sequence', () => {
    const read = eventOfOrder({ data: { ...row, total: 19.9 }, metadata });
    expect(read).toMatchObject({
      event: {
        entityId: 'order-4711',
        operation: 'update',
        amount: 19.9,
        sequence: at * 1000 + 456,
        occurredAt: event.occurredAt,
      },
    });
  });

  it('that loads what is there creates', () => {
    expect(eventOfOrder({ data: row, metadata: { ...metadata, operation: 'load' } })).toMatchObject({
      event: { operation: 'create' },
    });
  });

  it('about the table itself is no event', () => {
    const control = { metadata: { ...metadata, 'record-type': 'control', operation: 'create-table' } };
    expect(eventOfOrder(control)).toEqual({ kind: 'none', why: 'a control record: create-table' });
  });
});

it.each([
  ['a tombstone', null],
  ['the table was truncated', { op: 't', before: null, after: null, source }],
  ['a message, not a change', { op: 'm', source, message: {} }],
])('has no event for %s', (why, value) => {
  expect(eventOfOrder(value)).toEqual({ kind: 'none', why });
});

it.each([
  ['it is not an object', 'text'],
  ['it is not an object', []],
  ['it has neither op and source nor metadata', { schema: null, payload: null }],
  ['it has neither op and source nor metadata', row],
  ['op is "x"', { ...created, op: 'x' }],
  ['op is "toString"', { ...created, op: 'toString' }],
  ['op is u, and after is not an object', { ...created, op: 'u', after: null }],
  ['op is d, and before is not an object', { ...created, op: 'd' }],
  ['source has neither lsn nor file and pos', { ...created, source: { ...source, lsn: null } }],
  ['source has neither lsn nor file and pos', { ...created, source: { ...source, lsn: 2 ** 60 } }],
  ['neither source nor event says when', { ...created, ts_ms: undefined, source: { ...source, ts_ms: undefined } }],
  ['the row has no id', { ...created, after: { total: '1' } }],
  [
    'data is not an object',
    { metadata: { 'record-type': 'data', operation: 'insert', timestamp: '2026-11-30T08:00:00Z' } },
  ],
  ['operation is "merge"', { data: row, metadata: { 'record-type': 'data', operation: 'merge' } }],
  [
    'metadata does not say when',
    { data: row, metadata: { 'record-type': 'data', operation: 'insert', timestamp: 'now' } },
  ],
])('says what is wrong: %s', (why, value) => {
  expect(eventOfOrder(value)).toEqual({ kind: 'wrong', why });
});

it('says where a row is off the contract', () => {
  expect(eventOfOrder({ ...created, after: { ...row, currency: 'euro' } })).toMatchObject({
    kind: 'wrong',
    why: expect.stringContaining('currency'),
  });
});

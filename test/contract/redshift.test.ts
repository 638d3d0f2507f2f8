import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataApi, ingestArn, warehouse } from '../runtime/redshift-world.ts';
import { StackWorld } from '../runtime/stack-world.ts';
import { deriveItem, derivedStatements, tryItem } from './derive-item.ts';

const order = JSON.parse(readFileSync(join(import.meta.dirname, 'order.schema.json'), 'utf8')) as object;
const place = (path: string[], encoding: string) => ({
  redshift: { view: 'history.orders', from: 'history.changes', event: { path, encoding } },
});
const ofChanges = place(['payload', 'dynamodb', 'NewImage'], 'dynamodb');
const ofEvents = place(['payload', 'event'], 'plain');
const statementsOf = (asked: Record<string, object>) => derivedStatements(deriveItem(order, asked));

const item = {
  customer_id: "c-0001 'ä'",
  order_no: 9_007_199_254_740_993n,
  placed: '2024-05-01T10:00:00Z',
  note: 'x'.repeat(300),
  total: { amount: 1.5, currency: 'EUR' },
  lines: [{ sku: 's', quantity: 1 }],
  'internal-remark': 'kept',
  sort: true,
};

describe('the view in Redshift', () => {
  const world = new StackWorld();
  let api: DataApi;
  let put: (event: unknown) => void;
  let settled: () => Promise<void>;
  beforeAll(async () => {
    const ConfigParameters = [{ ParameterKey: 'enable_case_sensitive_identifier', ParameterValue: 'true' }];
    const stack = await world.start(
      warehouse(undefined, { ConfigParameters }),
      'export const handler = () => undefined;',
    );
    api = new DataApi(stack);
    put = (event) =>
      void stack.find('stream', 'changes').put('key', typeof event === 'string' ? event : JSON.stringify(event));
    settled = () => stack.settled();
    await api.run(
      'CREATE SCHEMA history',
      `CREATE EXTERNAL SCHEMA kinesis FROM KINESIS IAM_ROLE '${ingestArn}'`,
      'CREATE MATERIALIZED VIEW history.changes AUTO REFRESH YES AS SELECT approximate_arrival_timestamp, sequence_number, CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload FROM kinesis."changes"',
    );
  });
  afterAll(() => world.close());

  const columns = 'customer_id, order_no, placed, note, total, "internal-remark", sort, due';

  it('has a typed column for each field of a change of a table, and can be made again', async () => {
    put({ eventName: 'INSERT', dynamodb: { NewImage: marshall(item) } });
    put({ eventName: 'REMOVE', dynamodb: { Keys: {} } });
    put({ dynamodb: { NewImage: { customer_id: { N: '1' }, order_no: { N: '1.5' }, total: { S: 'no object' } } } });
    put('no JSON');
    await settled();
    for (let time = 0; time < 2; time++) await api.run(...statementsOf(ofChanges));
    const rows = await api.rows(
      `SELECT ${columns.replace('order_no', 'CAST(order_no AS DECIMAL(38,0))')}, stream_arrived_at IS NOT NULL FROM history.orders ORDER BY stream_sequence_number`,
    );
    const total = JSON.stringify(marshall({ total: item.total })['total']);
    expect(rows).toEqual([
      ["c-0001 'ä'", '9007199254740993', item.placed, item.note, total, 'kept', true, null, true],
      [null, null, null, null, null, null, null, null, true],
      [null, null, null, null, '{"S":"no object"}', null, null, null, true],
      [null, null, null, null, null, null, null, null, true],
    ]);
  });

  it('has them for plain events as well', async () => {
    put({ event: { ...item, order_no: 7, note: null } });
    await settled();
    await api.run(...statementsOf(ofEvents));
    expect(await api.rows(`SELECT ${columns} FROM history.orders WHERE order_no = 7`)).toEqual([
      [item.customer_id, 7, item.placed, null, JSON.stringify(item.total), 'kept', true, null],
    ]);
  });
});

it('keeps the order of the contract, after what Redshift knows of the record', () => {
  const names = [...statementsOf(ofEvents)[1]!.matchAll(/ AS "([^"]+)"/g)].map(([, name]) => name);
  expect(names).toEqual([
    'stream_sequence_number',
    'stream_arrived_at',
    ...Object.keys((order as { properties: object }).properties),
  ]);
});

it('has further columns of the record where its settings name them', () => {
  const columns = [{ name: 'stream_shard', value: 'shard_id' }];
  const [, sql] = statementsOf({ redshift: { ...ofEvents.redshift, columns } });
  expect(sql).toContain('  approximate_arrival_timestamp AS "stream_arrived_at",\n  shard_id AS "stream_shard",\n');
});

it('keeps in its file what a text of JavaScript would read differently', () => {
  const properties = { 'a`${b}': { type: 'string' } };
  const [, sql] = derivedStatements(deriveItem({ title: 'Odd', type: 'object', properties }, ofEvents));
  expect(sql).toContain('payload."event"."a`${b}"::VARCHAR(65535) AS "a`${b}"');
});

it.each([
  [['a', 'A'], 'a and A are the same column'],
  [['Stream_Arrived_At'], 'are the same column'],
  [['ä'.repeat(64)], 'at most 127 bytes'],
  [['a"b'], 'a quotation mark'],
  [Array.from({ length: 1600 }, (_, at) => `f${at}`), 'at most 1600 columns'],
])('refuses fields that no view can have: %#', (names, problem) => {
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const schema = { title: 'Odd', type: 'object', properties };
  expect(tryItem(schema, ofEvents)).toEqual({ problems: [expect.stringContaining(problem)] });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClock, createStream, startSplittingWarehouse } from '../../runtime/door.ts';
import { withRecordsTakenApart } from '../../runtime/services/redshift/dialect/partiql.ts';
import { DataApi, ingestArn, warehouse } from './redshift-world.ts';
import { StackWorld } from './stack-world.ts';

/** Redshift database guide: r_FROM_VARBYTE, JSON_PARSE, and "Unnesting" of query-super. */

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const schema = `CREATE EXTERNAL SCHEMA kinesis FROM KINESIS IAM_ROLE '${ingestArn}'`;
const lines = "'[' || REPLACE(RTRIM(FROM_VARBYTE(kinesis_data, 'utf-8'), CHR(10)), CHR(10), ',') || ']'";
const guarded = `CREATE MATERIALIZED VIEW records AUTO REFRESH NO AS SELECT sequence_number,
CASE WHEN OCTET_LENGTH(kinesis_data) <= 65000 AND IS_UTF8(kinesis_data) THEN CASE WHEN CAN_JSON_PARSE(${lines}) THEN JSON_PARSE(${lines}) END END AS payload
FROM kinesis."changes"`;
const unguarded = `CREATE MATERIALIZED VIEW records AUTO REFRESH NO AS SELECT sequence_number, JSON_PARSE(${lines}) AS payload FROM kinesis."changes"`;
const elements = 'CREATE VIEW elements AS SELECT r.sequence_number, event FROM records AS r, r.payload AS event';

function started() {
  const clock = createClock(0);
  const stream = createStream({
    arn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes',
    shards: 1,
    retention: 1e9,
    clock,
  });
  const { execute } = startSplittingWarehouse({ name: 'shop', clock, stream });
  const put = (...records: (string | Uint8Array)[]) => {
    for (const record of records) stream.put('key', Buffer.from(record));
  };
  return { execute, put };
}

describe('records of several events', () => {
  it('are rows of a view, one for each event', async () => {
    const { execute, put } = started();
    for (const sql of [schema, guarded, elements]) await execute(sql);
    put('{"id":"a","n":1}\n{"id":"b \\" ä \\\\ \\n","n":2}\n', '{"id":"c"}');
    await execute('REFRESH MATERIALIZED VIEW records');
    const rows = await execute('SELECT event."id"::VARCHAR(20) AS id, event."n"::BIGINT AS n FROM elements ORDER BY 1');
    expect(rows.map(({ id, n }) => [id, n === null ? null : Number(n)])).toEqual([
      ['a', 1],
      ['b " ä \\ \n', 2],
      ['c', null],
    ]);
  });

  it('are filtered, and counted beside what is no such record', async () => {
    const { execute, put } = started();
    for (const sql of [schema, guarded]) await execute(sql);
    put('{"id":"a"}\n{"id":"b"}\n', 'something else', Buffer.from([0xff, 0xfe]), `{"id":"${'x'.repeat(70_000)}"}\n`);
    await execute('REFRESH MATERIALIZED VIEW records');
    const counts = 'SELECT COUNT(*) AS n, COUNT(payload) AS taken FROM records';
    expect(await execute(counts)).toEqual([{ n: 4, taken: 1 }]);
    const filtered = `SELECT COUNT(*) AS n FROM records AS r, r.payload AS event WHERE r.sequence_number <> '' GROUP BY r.sequence_number`;
    expect(await execute(filtered)).toEqual([{ n: 2 }]);
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe])],
    ['what is no JSON', 'something else'],
    ['more than a VARCHAR has room for', `{"id":"${'x'.repeat(70_000)}"}\n`],
  ])('are held back by %s, where the view does not look first', async (_, record) => {
    const { execute, put } = started();
    for (const sql of [schema, unguarded]) await execute(sql);
    put('{"id":"a"}\n', record);
    await expect(execute('REFRESH MATERIALIZED VIEW records')).rejects.toThrow(/^ERROR/);
    expect(await execute('SELECT COUNT(*) AS n FROM records')).toEqual([{ n: 0 }]);
  });

  it('are taken apart by the Data API as well', async () => {
    const stack = await world.start(warehouse(), 'export const handler = async () => undefined;');
    const api = new DataApi(stack);
    await api.run(schema, guarded.replace('REFRESH NO', 'REFRESH YES'), elements);
    stack.find('stream', 'changes').put('key', '{"id":"a"}\n{"id":"b"}\n');
    await stack.settled();
    expect(await api.rows('SELECT event."id"::VARCHAR(9) FROM elements ORDER BY 1')).toEqual([['a'], ['b']]);
    expect(
      await stack.find('warehouse', 'shop').query('SELECT COUNT(*) AS n FROM records AS r, r.payload AS e'),
    ).toEqual([{ n: 2 }]);
  });
});

it.each([
  ['', true],
  ['a\u007f', true],
  ['ä€😀\u{10ffff}', true],
  [[0xc0, 0xaf], false],
  [[0xe4], false],
  [[0xed, 0xa0, 0x80], false],
  [[0xf4, 0x90, 0x80, 0x80], false],
  [[0x61, 0xff], false],
])('knows UTF-8: %j', async (bytes, isUtf8) => {
  const { execute, put } = started();
  await execute(schema);
  await execute(
    'CREATE MATERIALIZED VIEW records AUTO REFRESH NO AS SELECT IS_UTF8(kinesis_data) AS is_text FROM kinesis."changes"',
  );
  put(typeof bytes === 'string' ? bytes : Uint8Array.from(bytes));
  await execute('REFRESH MATERIALIZED VIEW records');
  expect(await execute('SELECT is_text FROM records')).toEqual([{ is_text: isUtf8 }]);
});

it.each([
  'SELECT a.b AS c, d.e AS f FROM a, d WHERE x IN (1, 2)',
  "SELECT 'FROM a AS b, b.c AS d'",
  'SELECT (SELECT MAX(x) FROM t), t.y AS z FROM t',
  "SELECT 'unfinished",
  "SELECT FROM_VARBYTE(x, 'hex') FROM t",
])('leaves alone what takes nothing apart: %s', (sql) => {
  expect(withRecordsTakenApart(sql)).toBe(sql);
});

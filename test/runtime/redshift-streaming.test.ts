import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { createClock, createStream, startWarehouse } from '../../runtime/door.ts';
import { DataApi, ingestArn, readsStream, warehouse } from './redshift-world.ts';
import { StackWorld } from './stack-world.ts';
import { always } from './world.ts';

/** Redshift database guide, materialized-view-streaming-ingestion and materialized-view-streaming-ingestion-getting-started. */

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const schema = `CREATE EXTERNAL SCHEMA kinesis FROM KINESIS IAM_ROLE '${ingestArn}'`;
const viewOf = (payload: string, refresh = 'AUTO REFRESH YES') =>
  `CREATE MATERIALIZED VIEW changes ${refresh} AS SELECT approximate_arrival_timestamp, partition_key, shard_id, sequence_number, refresh_time, ${payload} FROM kinesis."changes"`;
const strict = viewOf('JSON_PARSE(kinesis_data) AS payload');
const tolerant = viewOf(
  'CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload, CASE WHEN NOT CAN_JSON_PARSE(kinesis_data) THEN kinesis_data END AS failed_payload',
);

const start = async (options: Partial<LocalStackOptions> = {}, statements: readonly object[] = readsStream) => {
  const stack = await world.start(warehouse(statements), 'export const handler = async () => undefined;', options);
  return { stack, api: new DataApi(stack) };
};
const put = (stack: LocalStack, ...texts: (string | Uint8Array)[]) => {
  for (const [index, text] of texts.entries()) stack.find('stream', 'changes').put(`key-${index}`, text);
};
const count = async (api: DataApi) => (await api.rows('SELECT COUNT(*) FROM changes'))[0]![0];

it('reads the stream from its beginning ("starts at TRIM_HORIZON"), each record once', async () => {
  const { stack, api } = await start();
  put(stack, '{"sku":"a"}', '{"sku":"b"}');
  await api.run(schema, strict);
  put(stack, '{"sku":"c"}');
  await stack.settled();
  put(stack, '{"sku":"d"}');
  expect(stack.waitingFor()).toEqual([expect.stringContaining('1 records that "public"."changes" has not read')]);
  await stack.settled();
  const rows = await api.rows(
    'SELECT payload.sku::varchar, partition_key, shard_id, sequence_number, DATEDIFF(second, approximate_arrival_timestamp, refresh_time) FROM changes ORDER BY 1',
  );
  expect(rows.map(([sku, key]) => [sku, key])).toEqual([
    ['a', 'key-0'],
    ['b', 'key-1'],
    ['c', 'key-0'],
    ['d', 'key-0'],
  ]);
  expect(
    rows.every(
      ([, , shard, sequence, lag]) =>
        /^shardId-0{11}[01]$/.test(shard as string) && /^\d{55}$/.test(sequence as string) && (lag as number) >= 0,
    ),
  ).toBe(true);
  expect(stack.flowing('Changes', 'Warehouse')).toBe(4);
});

it('holds back all records where one is no JSON (JSON_PARSE fails, and "type errors in the view make its refresh fail")', async () => {
  const { stack, api } = await start();
  await api.run(schema, strict);
  put(stack, '{"sku":"a"}', 'no JSON', '{"sku":"b"}');
  await stack.clock.sleep(120_000);
  expect([await count(api), stack.waiting()]).toEqual([0, 3]);
  expect(stack.errors()).toContainEqual(expect.stringContaining('error while parsing json'));
});

it('keeps what is no JSON beside the others where the view asks CAN_JSON_PARSE', async () => {
  const { stack, api } = await start();
  await api.run(schema, tolerant);
  put(stack, '{"sku":"a"}', 'no JSON', new Uint8Array([0xff, 0x00]));
  await stack.settled();
  expect(await api.rows('SELECT payload.sku::varchar, failed_payload FROM changes ORDER BY sequence_number')).toEqual([
    ['a', null],
    [null, expect.anything()],
    [null, expect.anything()],
  ]);
});

it('refreshes on demand where the view does not refresh itself (the default)', async () => {
  const { stack, api } = await start();
  await api.run(schema, viewOf('JSON_PARSE(kinesis_data) AS payload', ''));
  put(stack, '{}', '{}');
  await stack.settled();
  expect(await count(api)).toBe(0);
  await api.run('REFRESH MATERIALIZED VIEW changes', 'REFRESH MATERIALIZED VIEW changes');
  expect(await count(api)).toBe(2);
});

it('begins and stops to refresh itself where it is told to (r_ALTER_MATERIALIZED_VIEW)', async () => {
  const { stack, api } = await start();
  await api.run(schema, viewOf('JSON_PARSE(kinesis_data) AS payload', 'AUTO REFRESH NO'));
  put(stack, '{"n":1}');
  await api.run('ALTER MATERIALIZED VIEW changes AUTO REFRESH YES');
  await stack.settled();
  await api.run('ALTER MATERIALIZED VIEW changes AUTO REFRESH NO');
  put(stack, '{"n":2}');
  await stack.clock.sleep(60_000);
  expect(await count(api)).toBe(1);
  expect(await api.outcome('ALTER MATERIALIZED VIEW other AUTO REFRESH YES')).toMatch('"other" does not exist');
});

it('tells the ledger its rows as the database has them, until it is dropped', async () => {
  const { stack, api } = await start();
  const rows = () => stack.find('warehouse', 'shop').rows('changes');
  expect(rows()).toEqual([]);
  await api.run(schema, tolerant);
  put(stack, '{"n": 1}', 'no JSON');
  await stack.settled();
  expect(rows()).toEqual([
    expect.objectContaining({ payload: '{"n": 1}', failed_payload: null, partition_key: 'key-0' }),
    expect.objectContaining({ payload: null, failed_payload: Buffer.from('no JSON').toString('base64') }),
  ]);
  await api.run('DROP MATERIALIZED VIEW changes');
  expect(rows()).toEqual([]);
});

it.each([
  ['has no permission to read the stream', schema, [], 'is not authorized to perform: kinesis:DescribeStream'],
  [
    'is not associated with the namespace',
    schema.replace('role/ingest', 'role/other'),
    readsStream,
    'associated with namespace shop',
  ],
])('refuses a view whose role %s', async (_, external, statements, error) => {
  const { api } = await start({}, statements);
  await api.run(external);
  expect(await api.outcome(strict)).toMatch(error);
});

it.each([
  ['a stream that is not there', strict.replace('"changes"', '"nothing"'), 'Stream nothing under account'],
  [
    'a schema that is not there',
    strict.replace('kinesis."changes"', 'other."changes"'),
    'schema "other" does not exist',
  ],
  ['a join', `${strict} JOIN t ON true`, 'A streaming view with more than a WHERE is not modelled'],
])('refuses a view of %s', async (_, view, error) => {
  const { api } = await start();
  await api.run(schema);
  expect(await api.outcome(view)).toMatch(error);
});

it('is changed by nobody, and filters what its WHERE says', async () => {
  const { stack, api } = await start();
  await api.run(schema, `${strict} WHERE partition_key <> 'key-0'`);
  put(stack, '{"sku":"a"}', '{"sku":"b"}');
  await stack.settled();
  expect(await api.rows('SELECT payload.sku::varchar FROM changes')).toEqual([['b']]);
  expect(await api.outcome('DELETE FROM changes')).toBe('cannot change materialized view "changes"');
  await api.run('DROP MATERIALIZED VIEW changes');
  expect(await api.outcome('SELECT * FROM changes')).toMatch('does not exist');
  expect(stack.waiting()).toBe(0);
});

it('leaves records in the stream under warehouse.refresh-stopped', async () => {
  const { stack, api } = await start({ rules: always({ 'warehouse.refresh-stopped': 3 }) });
  await api.run(schema, strict);
  put(stack, '{}');
  await stack.clock.sleep(60_000);
  expect([await count(api), stack.waiting()]).toEqual([0, 1]);
  await stack.settled();
  expect(await count(api)).toBe(1);
});

it('fails a refresh on demand under warehouse.refresh-stopped', async () => {
  const { api } = await start({ rules: always({ 'warehouse.refresh-stopped': 1 }) });
  await api.run(schema, viewOf('JSON_PARSE(kinesis_data) AS payload', ''));
  expect(await api.outcome('REFRESH MATERIALIZED VIEW changes')).toBe('the refresh was stopped');
  expect(await api.outcome('REFRESH MATERIALIZED VIEW changes')).toBe('FINISHED');
});

it('has after a restart what it had read, and reads on', async () => {
  const { stack, api } = await start();
  await api.run(schema, strict);
  put(stack, '{"n":1}', '{"n":2}');
  await stack.settled();
  const before = await api.rows('SELECT payload.n::int, refresh_time FROM changes ORDER BY 1');
  put(stack, '{"n":3}');
  await world.stop(stack, { keep: true });
  const again = await start({ resume: true });
  await again.stack.settled();
  const after = await again.api.rows('SELECT payload.n::int, refresh_time FROM changes ORDER BY 1');
  expect(after).toEqual([...before, [3, expect.any(String)]]);
  expect(await again.stack.find('warehouse', 'shop').query('SELECT COUNT(*) AS n FROM changes')).toEqual([{ n: 3 }]);
});

it('runs without a stack as well, and refreshes when it is told to', async () => {
  const clock = createClock(Date.UTC(2026, 10, 23));
  const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes';
  const stream = createStream({ arn, shards: 2, retention: 24 * 3_600_000, clock });
  const alone = startWarehouse({ name: 'shop', clock, stream });
  stream.put('a', '{"n":1}');
  await alone.execute(schema);
  await alone.execute(strict);
  for (let time = 0; time < 2; time++) await alone.execute('REFRESH MATERIALIZED VIEW changes');
  expect(alone.rows('changes')).toEqual([expect.objectContaining({ payload: '{"n":1}' })]);
  expect(await alone.execute('SELECT COUNT(*) AS n FROM changes')).toEqual([{ n: 1 }]);
  await expect(alone.execute(strict.replace('"changes"', '"other"'))).rejects.toThrow('Stream other not found');
});

it('takes a text above 65,535 bytes for what JSON_PARSE cannot read, and the view goes on', async () => {
  const { stack, api } = await start();
  await api.run(schema);
  const parsed = 'CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload';
  const unread = 'CASE WHEN NOT CAN_JSON_PARSE(kinesis_data) THEN kinesis_data END AS unreadable';
  await api.run(viewOf(`${parsed}, ${unread}`, ''));
  const textOf = (length: number) => JSON.stringify({ deep: [{ text: 'x'.repeat(length) }] });
  // many short texts are no long one
  const wide = JSON.stringify(Array.from({ length: 2000 }, () => 'x'.repeat(50)));
  put(stack, textOf(65_535), textOf(65_536), wide, '{"n":1}');
  await stack.settled();
  await api.run('REFRESH MATERIALIZED VIEW changes');
  const rows = await api.rows('SELECT payload IS NULL, unreadable IS NULL FROM changes');
  expect(rows.toSorted((one, other) => Number(one[0]) - Number(other[0]))).toEqual([
    [false, true],
    [false, true],
    [false, true],
    [true, false],
  ]);
});

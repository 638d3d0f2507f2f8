import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { clickTable } from '../../infra/click-table.ts';

/** What Athena calls otherwise than DuckDB, which answers in its place here. */
const functionsOfAthena = [
  'CREATE MACRO arbitrary(value) AS any_value(value)',
  'CREATE MACRO date_format(moment, form) AS strftime(moment, form)',
];

/** Minutes ago, user, type and page: the same row twice where it is repeated. */
const events: readonly (readonly [minutes: number, user: string, type: string, page?: string, repeated?: boolean])[] = [
  [100, 'ada', 'page_view', 'https://shop.example/?a=1'],
  [99, 'ada', 'product_view', 'https://shop.example/products/1', true],
  [98, 'ada', 'add_to_cart'],
  [97, 'ada', 'purchase'],
  [50, 'ada', 'page_view', 'https://shop.example/?a=2', true],
  [30, 'bob', 'add_to_cart'],
  [29, 'bob', 'product_view', 'https://shop.example/products/1'],
  [28, 'bob', 'purchase'],
];

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const macro of ["SET TimeZone = 'UTC'", ...functionsOfAthena]) await connection.run(macro);
  const columns = clickTable.columns.map(({ name, type }) => `${name} ${type === 'string' ? 'varchar' : type}`);
  await connection.run(`CREATE TABLE clicks (${columns.join(', ')}, day varchar)`);
  const rows = events.flatMap(([minutes, user, type, page, repeated], nth) => {
    const row = `('clicks/0/${nth}', 'event', '${user}', '${type}', now()::timestamp - INTERVAL '${minutes}' MINUTE, ${page ? `'${page}'` : 'NULL'}, 'line', strftime(now(), '%Y-%m-%d'))`;
    return repeated ? [row, row] : [row];
  });
  const other = `('other', 'unreadable', NULL, NULL, NULL, NULL, 'x', strftime(now(), '%Y-%m-%d'))`;
  await connection.run(
    `INSERT INTO clicks (record_id, kind, user_id, event_type, event_time, page_url, line, day) VALUES ${[...rows, other].join(', ')}`,
  );
});
afterAll(() => connection.closeSync());

const answerOf = async (name: string, change: (sql: string) => string = (sql) => sql) => {
  const query = clickTable.queries.find((each) => each.name === name)!;
  return (await connection.runAndReadAll(change(query.sql('clicks')))).getRowObjectsJson();
};

it('counts who has come how far, one after the other', async () => {
  expect(await answerOf('funnel')).toMatchObject([{ seen: '2', carted: '1', bought: '1' }]);
});

it('counts views of pages, without what a file repeats and without queries', async () => {
  expect(await answerOf('top-pages')).toEqual([
    { page: 'https://shop.example/', views: '2', users: '1' },
    { page: 'https://shop.example/products/1', views: '2', users: '2' },
  ]);
});

it('lists what a user did, each event once and in order', async () => {
  const of = await answerOf('events-of-a-user', (sql) => sql.replace('USER', 'bob'));
  expect(of.map(({ event_type: type }) => type)).toEqual(['add_to_cart', 'product_view', 'purchase']);
});

it('makes sessions, which end after half an hour without an event', async () => {
  expect(await answerOf('sessions')).toMatchObject([
    { user_id: 'bob', events: '3', bought: true },
    { user_id: 'ada', events: '1', bought: false },
    { user_id: 'ada', events: '4', bought: true },
  ]);
});

it('answers every query', async () => {
  for (const { name } of clickTable.queries) expect(await answerOf(name)).toBeDefined();
});

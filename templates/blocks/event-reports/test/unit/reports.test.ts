import { beforeAll, expect, it } from '@jest/globals';
import { lakeRows } from '../../.stream-pipeline/runtime/runtime.cjs';
import { recentEvents } from '../../infra/report-queries.ts';
import { reports } from '../../processors/lib/warehouse/reports.ts';
import { curated, fileOf, WarehouseWorld, type Curated } from '../warehouse-world.ts';

const day = '2026-03-01';
const on = (text: string) => new Date(text);
const post = (id: string, more: Partial<Curated> = {}) =>
  curated(id, { source: 'social', type: 'post.created', amount: null, currency: null, ...more });
const events = [
  curated('a'),
  curated('b', { entity_id: 'order-2', amount: 1n }),
  curated('c', { entity_id: 'order-2', operation: 'update', type: 'order.updated', sequence: 2n, amount: 5n }),
  curated('d', { entity_id: 'order-3', currency: 'USD', amount: 123n, occurred_at: on('2026-02-28T23:59:59Z') }),
  post('e', { entity_id: 'post-1' }),
  post('f', { entity_id: 'post-1', type: 'post.liked', country: null }),
];

let world: WarehouseWorld;
beforeAll(async () => {
  world = new WarehouseWorld();
  await world.migrate();
  world.write(day, '2026-03-01-12', events);
  await world.load();
});

it('counts events and entities of each day', async () => {
  expect(await world.query('SELECT * FROM lakehouse.events_by_day ORDER BY 1, 2, 3')).toEqual([
    { day: '2026-02-28', source: 'orders', type: 'order.created', events: 1, entities: 1 },
    { day, source: 'orders', type: 'order.created', events: 2, entities: 2 },
    { day, source: 'orders', type: 'order.updated', events: 1, entities: 1 },
    { day, source: 'social', type: 'post.created', events: 1, entities: 1 },
    { day, source: 'social', type: 'post.liked', events: 1, entities: 1 },
  ]);
});

it('sums what orders were placed for, by currency and exactly', async () => {
  expect(await world.query('SELECT * FROM lakehouse.orders_by_day ORDER BY 1, 2')).toEqual([
    { day: '2026-02-28', currency: 'USD', orders: 1, amount: '0.0123' },
    { day, currency: 'EUR', orders: 2, amount: '19.9001' },
  ]);
});

it('counts posts by country, also where none is known', async () => {
  expect(await world.query('SELECT * FROM lakehouse.social_by_day ORDER BY 1, 2, 3')).toEqual([
    { day, country: '(none)', type: 'post.liked', events: 1, posts: 1 },
    { day, country: 'DE', type: 'post.created', events: 1, posts: 1 },
  ]);
});

it.each(reports)('says the same of the lake as of the warehouse: $name', async ({ name, sql, columns }) => {
  const names = columns.map((column) => column.name);
  const order = `ORDER BY ${names.map((_, at) => at + 1).join(', ')}`;
  const view = await world.query(`SELECT * FROM lakehouse.${name} ${order}`);
  expect(view.every((row) => JSON.stringify(Object.keys(row)) === JSON.stringify(names))).toBe(true);
  const lake = await lakeRows('curated_events', [fileOf(events)], `${sql('curated_events')} ${order}`);
  const plain = (rows: readonly object[]) => rows.map((row) => Object.values(row).map(String));
  expect(plain(lake)).toEqual(plain(view));
});

it('reads the days of the last month alone in Athena', () => {
  expect(recentEvents('sample')).toContain('FROM "sample"."curated_events"\n  WHERE day >= date_format');
});

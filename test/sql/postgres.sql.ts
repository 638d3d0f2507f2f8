import { beforeAll, expect, it } from '@jest/globals';
import { seededRandom } from '../../toolkit/seeded-random.ts';
import { shuffled, upTo } from './draw.ts';
import { lakeHours } from './lake-events.ts';
import { lakehouseStatements, type LakehouseStatements } from './lakehouse-statements.ts';
import { modules, PostgresWarehouse } from './postgres-warehouse.ts';
import { referenceOf } from './warehouse-reference.ts';

const first = Number(process.env['SEED'] ?? 1);
const seeds = Array.from({ length: process.env['SEED'] === undefined ? 2 : 1 }, (_, nth) => first + nth);
/** Shares of the transactions: they stop, and an hour is loaded once more. */
const [stopped, again] = [0.3, 0.2];
/** A database of WebAssembly is slow to start. Milliseconds. */
const patience = 120_000;

let sql: LakehouseStatements;
beforeAll(async () => {
  sql = await lakehouseStatements();
});

const wherePostgres = modules === undefined ? (it.skip as typeof it) : it;

wherePostgres.each(seeds)(
  'PostgreSQL has the numbers of the reference, in whatever order hours are loaded, seed %d',
  async (seed) => {
    const random = seededRandom(seed);
    const hours = lakeHours(random);
    const hourOf = (url: string): string => /hour=([\d-]+)/.exec(url)![1]!;
    const warehouse = await PostgresWarehouse.with(sql.deployment, {
      events: (url) => hours.get(hourOf(url))!,
      manifest: (url) => JSON.stringify({ entries: [{ url: `s3://lake/curated/hour=${hourOf(url)}/part-0.parquet` }] }),
    });
    let stops = 0;
    for (const hour of shuffled(random, [...hours.keys()])) {
      const load = sql.load(hour);
      while (random() < stopped) {
        stops++;
        await expect(warehouse.transaction(load, upTo(random, load.length))).rejects.toThrow('stopped on purpose');
      }
      for (let isDone = false; !isDone; isDone = random() >= again) await warehouse.transaction(load, Infinity);
    }
    expect(await warehouse.contents()).toEqual(referenceOf(hours));
    expect(stops).toBeGreaterThan(0);
    const loaded = await warehouse.query('SELECT curated_hour FROM lakehouse.loaded_hours ORDER BY 1');
    expect(loaded.flat()).toEqual([...hours.keys()]);
    await warehouse.close();
  },
  patience,
);

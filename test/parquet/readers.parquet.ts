import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquet, startDelivery } from '../runtime/firehose-world.ts';
import { StackWorld } from '../runtime/stack-world.ts';

const folder = join(import.meta.dirname, '..', '..', 'build', 'parquet');
mkdirSync(folder, { recursive: true });

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const columns = {
  id: 'string',
  fine: 'boolean',
  small: 'int',
  large: 'bigint',
  rough: 'double',
  price: 'decimal(38,2)',
  at: 'timestamp',
  day: 'date',
  raw: 'binary',
  list: 'array<string>',
};
const full = {
  id: 'äß€😀 "quoted"',
  fine: true,
  small: -7,
  large: '9007199254740993',
  rough: 0.25,
  price: '-123456789012345678901234567890123456.78',
  at: '2026-01-05T07:08:09.123456Z',
  day: '2026-01-05',
  raw: Buffer.from([0, 255]).toString('base64'),
  list: ['a', 'ä'],
};

/** What DuckDB finds in the one file that Firehose has made of these records. */
async function found(records: readonly object[], sql: string): Promise<unknown> {
  const stack = await startDelivery(world, { to: { Prefix: 'good/', ...parquet(columns) } });
  for (const record of records) stack.find('deliveryStream').put(JSON.stringify(record));
  await stack.settled();
  const [object, ...more] = stack.find('bucket', 'lake').contents('good/');
  expect(more).toEqual([]);
  const file = join(folder, 'rows.parquet');
  writeFileSync(file, object!.body);
  const reader = join(import.meta.dirname, 'rows.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [reader, process.env['DUCKDB_MODULES']!, file, sql], { encoding: 'utf8' }),
  );
}

it('reads every type of a column as it was written', async () => {
  expect(await found([full, { id: 'empty' }], 'SELECT * REPLACE (hex(raw) AS raw) FROM read_parquet($file)')).toEqual([
    {
      id: 'äß€😀 "quoted"',
      fine: true,
      small: -7,
      large: '9007199254740993',
      rough: 0.25,
      price: '-123456789012345678901234567890123456.78',
      at: '2026-01-05 07:08:09.123',
      day: '2026-01-05',
      raw: '00FF',
      list: ['a', 'ä'],
    },
    {
      id: 'empty',
      fine: null,
      small: null,
      large: null,
      rough: null,
      price: null,
      at: null,
      day: null,
      raw: null,
      list: null,
    },
  ]);
});

it('finds all rows of a file of many pages', async () => {
  const rows = Array.from({ length: 20_000 }, (_, nth) => ({ id: `item-${nth}`, small: nth, large: String(nth) }));
  const sql =
    'SELECT count(*) AS rows, count(DISTINCT id) AS ids, sum(small) AS small, sum(large) AS large FROM read_parquet($file)';
  expect(await found(rows, sql)).toEqual([{ rows: '20000', ids: '20000', small: '199990000', large: '199990000' }]);
});

it('has the schema of the table', async () => {
  const sql = 'SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM read_parquet($file))';
  expect(await found([full], sql)).toEqual(
    Object.entries({
      id: 'VARCHAR',
      fine: 'BOOLEAN',
      small: 'INTEGER',
      large: 'BIGINT',
      rough: 'DOUBLE',
      price: 'DECIMAL(38,2)',
      at: 'TIMESTAMP',
      day: 'DATE',
      raw: 'BLOB',
      list: 'VARCHAR[]',
    }).map(([name, type]) => ({ name, type })),
  );
});

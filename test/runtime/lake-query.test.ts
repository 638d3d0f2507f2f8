import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakeRows } from '../../runtime/door.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
const files: Uint8Array[] = [];

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [at, select] of [
    "select 'a' as id, 9007199254740993 as version",
    "select 'b' as id, 2 as version",
  ].entries()) {
    const path = join(folder, `${at}.parquet`);
    await connection.run(`copy (${select}) to '${path}' (format parquet)`);
    files.push(readFileSync(path));
  }
  connection.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (sql: string, of = files) => lakeRows('changes', of, sql);

it('answers over all files, with numbers as they are', async () => {
  expect(await ask('SELECT id, version FROM changes ORDER BY id')).toEqual([
    { id: 'a', version: '9007199254740993' },
    { id: 'b', version: '2' },
  ]);
  expect(await ask('WITH few AS (SELECT id FROM changes) SELECT COUNT(*) AS n FROM few')).toEqual([{ n: '2' }]);
});

it('only reads, and reaches no other file', async () => {
  const secret = join(folder, 'secret.csv');
  writeFileSync(secret, 'a\n1\n');
  for (const sql of ['DROP TABLE changes', 'INSERT INTO changes VALUES (1)', `COPY changes TO '${secret}'`])
    await expect(ask(sql)).rejects.toThrow('it begins with SELECT or WITH');
  for (const sql of ['SELECT 1; SELECT 2', 'SELECT 1; DROP TABLE changes'])
    await expect(ask(sql)).rejects.toThrow('one statement');
  await expect(ask('WITH a AS (SELECT 1) DELETE FROM changes')).rejects.toThrow('it begins with SELECT or WITH');
  await expect(ask("SELECT 'a")).rejects.toThrow(/unterminated/i);
  expect(await ask('-- why\n/* ; */ SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await expect(ask(`SELECT * FROM '${secret}'`)).rejects.toThrow(/disabled/);
  await expect(ask(`SELECT * FROM read_text('${secret}')`)).rejects.toThrow(/disabled/);
  expect(await ask('SELECT COUNT(*) AS n FROM changes')).toEqual([{ n: '2' }]);
});

it('says what is wrong with a query, and that there is nothing yet', async () => {
  await expect(ask('SELECT nothing FROM changes')).rejects.toThrow('nothing');
  await expect(ask('SELECT 1', [])).rejects.toThrow('The table changes has no files yet.');
});

it('leaves no file behind', async () => {
  const of = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lake-')).length;
  const before = of();
  await ask('SELECT 1');
  await ask('SELECT nothing').catch(() => undefined);
  expect(of()).toBe(before);
});

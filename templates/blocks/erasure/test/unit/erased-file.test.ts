import { describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileWithoutUser } from '../../delivery/erasure/lake-file.ts';
import { User } from '../../delivery/erasure/whose.ts';

const ada = new User('ada');
const event = (user: string, more: object = {}): string =>
  JSON.stringify({ event_id: 'e', user_id: user, consent: [], ...more });

interface Row {
  user: string | null;
  key: string;
  line: string;
}
/** A file of the lake: its rows have more columns than the command knows. */
async function parquet(rows: readonly Row[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    writeFileSync(
      join(folder, 'rows.json'),
      JSON.stringify(rows.map((row, at) => ({ nth: at, price: at / 3, ...row }))),
    );
    await connection.run(
      `COPY (SELECT nth, price, TIMESTAMP '2026-01-31 00:00:00' + to_seconds(nth) AS arrived_at, "user" AS user_id, 'b-' || nth AS anonymous_id,
        key AS partition_key, line, NULL::VARCHAR AS line_base64
      FROM read_json('${folder}/rows.json', columns = {nth: 'BIGINT', price: 'DOUBLE', "user": 'VARCHAR', key: 'VARCHAR', line: 'VARCHAR'}) ORDER BY nth)
      TO '${folder}/rows.parquet' (FORMAT parquet)`,
    );
    return readFileSync(join(folder, 'rows.parquet'));
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}
async function rowsOf(file: Uint8Array): Promise<{ user_id: string | null; line: string; types: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    writeFileSync(join(folder, 'rows.parquet'), file);
    const result = await connection.runAndReadAll(
      `SELECT *, typeof(arrived_at) || typeof(price) AS types FROM read_parquet('${folder}/rows.parquet')`,
    );
    return result.getRowObjectsJson() as never;
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}
const rowOf = (user: string): Row => ({ user, key: encodeURIComponent(user), line: event(user) });

describe('a file of the lake', () => {
  const tombstone = { user: null, key: 'ada', line: '{"stream":{"kind":"tombstone","key":"ada"}}' };
  const named = { ...rowOf('bob'), line: event('bob', { page_title: 'of ada' }) };

  it('has no row of the user any more, and all others with their values, in their order', async () => {
    const file = await parquet([rowOf('ada'), rowOf('bob'), tombstone, named, rowOf("o'hara"), rowOf('ada')]);
    const { content, ...found } = await fileWithoutUser(file, ada);
    expect(found).toEqual({ theirs: 3, naming: 1, browsers: ['b-0', 'b-2', 'b-5'] });
    const before = await rowsOf(file);
    expect(await rowsOf(content!)).toEqual([before[1], before[3], before[4]]);
    expect((await fileWithoutUser(file, new User("o'hara"))).theirs).toBe(1);
  });

  it('is gone where all rows are theirs', async () =>
    expect(await fileWithoutUser(await parquet([rowOf('ada'), tombstone]), ada)).toMatchObject({
      content: undefined,
      theirs: 2,
    }));
});

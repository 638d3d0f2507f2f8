import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { lakeLines } from '../../delivery/lake-lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lake-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes rows as a file of the lake: partition, offset, kind, user, type and second of arrival. */
async function file(name: string, rows: readonly (readonly [number, number, string, string, string, number])[]) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const values = rows.map(
    ([partition, offset, kind, user, type, second]) =>
      `('clicks/${partition}/${offset}', '${kind}', 'clicks', ${partition}, ${offset}, '${user}', '${user}', '${type}', TIMESTAMP '2026-01-31 00:00:00' + INTERVAL '${second}' SECOND, 'line ${partition}/${offset}')`,
  );
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${values.join(', ')}) AS rows(record_id, kind, topic, topic_partition, topic_offset, partition_key, user_id, event_type, arrived_at, line)) TO '${join(folder, name)}' (FORMAT parquet)`,
  );
  connection.closeSync();
}

async function linesOf(files: readonly string[], wanted: { user?: string; type?: string } = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const rows of lakeLines(folder, files, { user: wanted.user, type: wanted.type }))
    found.push(...rows.map(({ line }) => line));
  return found;
}

it('gives every line once, in the order of the topic, and none that is no event', async () => {
  await file('0.parquet', [
    [0, 10, 'event', 'ada', 'page_view', 3],
    [1, 7, 'event', 'bob', 'purchase', 1],
    [0, 9, 'event', 'ada', 'search', 2],
    [0, 11, 'unreadable', '', '', 4],
  ]);
  await file('1.parquet', [
    [0, 9, 'event', 'ada', 'search', 60],
    [0, 8, 'tombstone', 'ada', '', 61],
  ]);
  const files = ['0.parquet', '1.parquet'];
  expect(await linesOf(files)).toEqual(['line 0/8', 'line 0/9', 'line 0/10', 'line 1/7']);
  expect(await linesOf(files, { user: 'ada' })).toEqual(['line 0/9', 'line 0/10']);
  expect(await linesOf(files, { type: 'purchase' })).toEqual(['line 1/7']);
  expect(await linesOf(files, { user: "o'hara" })).toEqual([]);
});

it('gives nothing of no files', async () => {
  expect(await linesOf([])).toEqual([]);
});

it('rejects a file that cannot be read, with its name', async () => {
  writeFileSync(join(folder, '0.parquet'), 'no Parquet');
  await expect(linesOf(['0.parquet'])).rejects.toThrow('0.parquet');
});

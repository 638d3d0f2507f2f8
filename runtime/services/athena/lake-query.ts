import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBResultReader } from '@duckdb/node-api';
import { beginsAsQuery, onlyQueries } from '../../kernel/begins-as-query.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Answers a query over Parquet files, which are a table of that name. Athena speaks the SQL of Trino and this DuckDB's: common queries
 * are the same in both. The query sees a copy of the files, and reaches no other file and no address. Rejects with what DuckDB says,
 * or that it is missing: it is an optional package.
 */
export async function queryParquet(table: string, files: readonly Uint8Array[], sql: string): Promise<readonly Row[]> {
  if (!beginsAsQuery(sql)) throw new Error(onlyQueries);
  if (files.length === 0) throw new Error(`The table ${table} has no files yet.`);
  const folder = mkdtempSync(join(tmpdir(), 'lake-'));
  const connection = await open();
  try {
    const paths = files.map((body, at) => {
      const path = join(folder, `${at}.parquet`);
      writeFileSync(path, body);
      return path;
    });
    const listed = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
    await connection.run(
      `create table "${table}" as select * from read_parquet([${listed}], union_by_name = true, hive_partitioning = false)`,
    );
    for (const setting of [
      "set TimeZone = 'UTC'",
      'set enable_external_access = false',
      'set lock_configuration = true',
    ])
      await connection.run(setting);
    return (await read(connection, sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One query; Athena takes one statement at a time as well. */
async function read(connection: DuckDBConnection, sql: string): Promise<DuckDBResultReader> {
  const { StatementType } = await import('@duckdb/node-api');
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new Error('Only one statement is answered at a time.');
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) throw new Error(onlyQueries);
  return statement.runAndReadAll();
}

async function open(): Promise<DuckDBConnection> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    return await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  } catch (error) {
    throw new Error(
      `The lake is asked with DuckDB, and the package @duckdb/node-api is not here. Install it with "npm install --save-dev @duckdb/node-api". (${(error as Error).message.split('\n')[0]})`,
    );
  }
}

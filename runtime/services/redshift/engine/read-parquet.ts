import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDuckDb } from './duckdb.ts';

/** A column of a Parquet file, with its type as DuckDB reads it. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

export interface ParquetFile {
  readonly columns: readonly ParquetColumn[];
  /** Values as texts, with all digits of a number; null where there is none. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads a Parquet file whose columns are not nested. Rejects with what DuckDB says of a file that it cannot read. */
export async function readParquet(file: Uint8Array): Promise<ParquetFile> {
  const { DuckDBInstance } = await loadDuckDb();
  const folder = mkdtempSync(join(tmpdir(), 'copy-'));
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  try {
    const path = join(folder, 'file.parquet');
    writeFileSync(path, file);
    await connection.run("set TimeZone = 'UTC'");
    const read = await connection.runAndReadAll(
      `select * from read_parquet('${path.replaceAll("'", "''")}', hive_partitioning = false)`,
    );
    const columns = read.columnTypes().map((type, index) => ({ name: read.columnName(index), type: String(type) }));
    const rows = read.getRowsJson().map((row) => row.map(textOf));
    return { columns, rows };
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A time with a zone is one in UTC. */
const textOf = (value: unknown): string | null =>
  value === null
    ? null
    : typeof value === 'string'
      ? value.replace(/^(\d{4}-\d\d-\d\d [\d:.]+)\+00$/, '$1')
      : String(value);

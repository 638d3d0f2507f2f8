import { queryParquet } from './lake-query.ts';

/**
 * Rows of a query over Parquet files, which are a table of that name. Rejects with what is wrong with the query, that there are no files
 * yet, or that the optional package @duckdb/node-api is missing.
 */
export const lakeRows = (
  table: string,
  files: readonly Uint8Array[],
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => queryParquet(table, files, sql);

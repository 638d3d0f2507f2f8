import type { DuckDBConnection } from '@duckdb/node-api';
import type { StreamRecord } from '../../contracts/records.ts';
import type { StreamView } from './dialect/statement.ts';
import { recordsTable } from './engine/duckdb.ts';
import { namedRows, resultOf } from './engine/result.ts';
import type { StreamViewRow } from './types.ts';

/** Makes rows of records by the query of a view, and gives them. */
export async function fill(
  connection: DuckDBConnection,
  view: string,
  { query }: StreamView,
  records: readonly StreamRecord[],
  now: number,
): Promise<readonly StreamViewRow[]> {
  const { timestampValue } = await import('@duckdb/node-api');
  const timestamp = (at: number) => timestampValue(BigInt(Math.round(at)) * 1000n);
  const appender = await connection.createAppender('records', 'stream');
  for (const { arrivedAt, partitionKey, shardId, sequenceNumber, data } of records) {
    appender.appendTimestamp(timestamp(arrivedAt));
    appender.appendVarchar(partitionKey);
    appender.appendVarchar(shardId);
    appender.appendVarchar(sequenceNumber);
    appender.appendTimestamp(timestamp(now));
    appender.appendBlob(data);
    appender.endRow();
  }
  appender.closeSync();
  const made = await connection.runAndReadAll(`insert into ${view} ${query(recordsTable)} returning *`);
  await connection.run(`delete from ${recordsTable}`);
  return namedRows(resultOf(made));
}

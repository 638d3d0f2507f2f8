import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LakeLine, WantedLines } from './replay-lake.ts';

/**
 * Lines of Parquet files of the lake, each once, in the order of their topic: a key is in one partition of it, so this is the order of
 * each key as well. Lines of no topic come last, as they arrived. DuckDB sorts more than memory can hold in a file below `folder`.
 */
export async function* lakeLines(
  folder: string,
  files: readonly string[],
  { user, type }: Pick<WantedLines, 'user' | 'type'>,
): AsyncGenerator<readonly LakeLine[]> {
  if (files.length === 0) return;
  const connection = await open(folder);
  try {
    const wanted = [
      ...(user === undefined ? [] : ['user_id = $user']),
      ...(type === undefined ? [] : ['event_type = $type']),
    ];
    const values = { ...(user === undefined ? {} : { user }), ...(type === undefined ? {} : { type }) };
    const kinds = wanted.length === 0 ? `kind IN ('event', 'tombstone')` : `kind = 'event'`;
    const result = await connection.stream(
      `SELECT record_id, any_value(partition_key) AS partition_key, any_value(line) AS line
      FROM read_parquet([${files.map((file) => quoted(join(folder, file))).join(', ')}], union_by_name = true, hive_partitioning = false)
      WHERE ${[kinds, ...wanted].join(' AND ')}
      GROUP BY record_id
      ORDER BY any_value(topic) NULLS LAST, any_value(topic_partition), any_value(topic_offset), min(arrived_at), record_id`,
      values,
    );
    for await (const rows of result.yieldRowObjectJson()) yield rows as never as LakeLine[];
  } finally {
    connection.closeSync();
  }
}

const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

async function open(folder: string): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: join(folder, 'sort') });
  return await instance.connect();
}

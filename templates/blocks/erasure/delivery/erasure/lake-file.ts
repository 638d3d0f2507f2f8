import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { User } from './whose.ts';
import type { Left } from './without-user.ts';

interface Row {
  at: string;
  user_id: string | null;
  anonymous_id: string | null;
  partition_key: string | null;
  line: string | null;
  line_base64: string | null;
}

/** A file of the lake without a user, and the browsers that their rows name. */
export interface LeftOfFile extends Left<Buffer> {
  browsers: readonly string[];
}

/**
 * A Parquet file of the lake without the rows of a user. All others keep their order and their values: the new file is compared with the
 * old one before anybody gets it.
 */
export async function fileWithoutUser(bytes: Uint8Array, user: User): Promise<LeftOfFile> {
  const folder = mkdtempSync(join(tmpdir(), 'erase-'));
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    const before = join(folder, 'before.parquet');
    writeFileSync(before, bytes);
    const { theirs, naming, browsers } = await rowsOf(connection, before, user);
    const found = { theirs: theirs.length, naming, browsers };
    if (theirs.length === 0) return { content: Buffer.from(bytes), ...found };
    const after = join(folder, 'after.parquet');
    const others = `SELECT * EXCLUDE (file_row_number) FROM ${read(before)} WHERE file_row_number NOT IN (${theirs.join(', ')})`;
    await connection.run(
      `COPY (${others} ORDER BY file_row_number) TO ${quoted(after)} (FORMAT parquet, COMPRESSION snappy)`,
    );
    const kept = await compared(connection, others, `SELECT * EXCLUDE (file_row_number) FROM ${read(after)}`);
    return { content: kept === 0 ? undefined : readFileSync(after), ...found };
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf(connection: DuckDBConnection, file: string, user: User) {
  const result = await connection.runAndReadAll(
    `SELECT file_row_number AS at, user_id, anonymous_id, partition_key, line, line_base64 FROM ${read(file)}
    WHERE user_id IS NULL OR user_id = $user OR contains(line, $user)`,
    { user: user.id },
  );
  const rows = result.getRowObjectsJson() as never as Row[];
  const whose = rows.map((row) => whoseRow(row, user));
  const theirs = rows.filter((_, at) => whose[at] === 'theirs');
  return {
    theirs: theirs.map(({ at }) => Number(at)),
    naming: whose.filter((each) => each === 'namesThem').length,
    browsers: [...new Set(theirs.flatMap(({ anonymous_id: browser }) => browser ?? []))],
  };
}

const whoseRow = ({ user_id, partition_key, line, line_base64 }: Row, user: User) =>
  user.of(JSON.stringify({ ...(user_id === null ? {} : { user_id }), line_base64 }), line ?? '', partition_key ?? '');

/** How many rows there are. Throws where the two have not the same ones. */
async function compared(connection: DuckDBConnection, one: string, other: string): Promise<number> {
  const result = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM (${one})) AS rows,
      (SELECT count(*) FROM ((${one}) EXCEPT ALL (${other}))) + (SELECT count(*) FROM ((${other}) EXCEPT ALL (${one}))) AS different`,
  );
  const [{ rows, different }] = result.getRowObjectsJson() as never as [{ rows: string; different: string }];
  if (Number(different) > 0) throw new Error(`${different} rows of others would have changed: nothing was written`);
  return Number(rows);
}

const read = (path: string): string =>
  `read_parquet(${quoted(path)}, file_row_number = true, hive_partitioning = false)`;
const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

import type { DuckDBConnection, DuckDBResultReader } from '@duckdb/node-api';
import { kinesisColumns } from '../dialect/statement.ts';
import { usersTable } from '../dialect/users.ts';

/** Where a refresh puts the records that it has read, before the view's query makes rows of them. */
export const recordsTable = '"stream"."records"';

/** Bytes of a text in SUPER. */
const longestText = 65_535;

/**
 * What SQL of Redshift is rewritten to, where DuckDB has no such function.
 * JSON_PARSE.html: it fails at what is no JSON; CAN_JSON_PARSE.html: it says whether JSON_PARSE would. `left_bytes` cuts a text off at so many bytes of UTF-8, between two characters.
 */
const setup = [
  "set TimeZone = 'UTC'",
  'create schema public',
  `create table ${usersTable} (usename varchar)`,
  'create schema "stream"',
  `create table ${recordsTable} (${kinesisColumns.map((column) => column.join(' ')).join(', ')})`,
  // super-configurations: a text in SUPER has 65,535 bytes at most, unless the database is told otherwise. A text is never longer than
  // what JSON writes for it: most documents need not be taken apart
  `create macro short_between_quotes(x) as list_max(list_transform(string_split(replace(replace(x, '\\\\', '__'), '\\"', '__'), '"'), lambda part: strlen(part))) <= ${longestText}`,
  `create macro texts_fit(x) as strlen(cast(x as varchar)) <= ${longestText} or short_between_quotes(cast(x as varchar)) or len(list_filter(cast(json_extract(try_cast(x as json), '$..*') as json[]), lambda v: json_type(v) = 'VARCHAR' and strlen(json_extract_string(v, '$')) > ${longestText})) = 0`,
  'create macro can_json_parse(x) as coalesce(json_valid(x) and texts_fit(x), false)',
  "create macro json_parse(x) as case when x is null or can_json_parse(x) then cast(x as json) else error('error while parsing json: invalid value') end",
  "create macro json_parse_bytes(x) as case when x is null then null when can_json_parse(try(decode(x))) then cast(try(decode(x)) as json) else error('error while parsing json: invalid value') end",
  'create macro can_json_parse_bytes(x) as can_json_parse(try(decode(x)))',
  'create macro left_bytes(x, n) as case when strlen(x) <= n then x else coalesce(try(decode(encode(x)[1:n])), try(decode(encode(x)[1:n - 1])), try(decode(encode(x)[1:n - 2])), try(decode(encode(x)[1:n - 3]))) end',
  "set search_path = 'public'",
  // a statement reaches no file and no address
  'set enable_external_access = false',
  'set lock_configuration = true',
];

/** An empty database in memory. DuckDB is an optional package: rejects with what to do where it is missing. */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await loadDuckDb();
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  for (const sql of setup) await connection.run(sql);
  return connection;
}

/** DuckDB itself. Rejects with what to do where it is missing. */
export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new Error(
      'The local run answers for Redshift with DuckDB, and the package @duckdb/node-api is not here. Install it with "npm install --save-dev @duckdb/node-api". ' +
        `It has binaries for Linux, macOS and Windows on x64 and arm64. (${(error as Error).message.split('\n')[0]})`,
    );
  }
}

export type Reader = DuckDBResultReader;

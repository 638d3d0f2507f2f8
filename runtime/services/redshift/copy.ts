import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlError } from './dialect/sql-error.ts';
import { readName, qualified } from './dialect/table.ts';
import { quoted, textLiteral, TokenReader, tokensOf } from './dialect/tokens.ts';
import { namedRows, resultOf } from './engine/result.ts';
import { objectsIn } from './json-objects.ts';
import type { Copied, StreamViewRow } from './types.ts';

interface Column {
  readonly name: string;
  /** As DuckDB calls it. */
  readonly type: string;
}

/** As the database knows it, whatever is quoted. */
export const tableOf = (name: string): string =>
  qualified(readName(new TokenReader(tokensOf(name)), { caseSensitive: true }));

/**
 * Redshift database guide, copy-parameters-data-format, "JSON": with 'auto', a member of an object is the value of the column of the
 * same name, a member without a column is left out, and a column without a member is null. Gives the rows that were made.
 */
export async function copyInto(
  connection: DuckDBConnection,
  { table, columns: named, body }: Copied,
): Promise<readonly StreamViewRow[]> {
  const into = tableOf(table);
  const columns = await columnsOf(connection, table, named);
  await connection.run('create or replace temp table copied (document varchar)');
  const appender = await connection.createAppender('copied');
  for (const object of objectsIn(Buffer.from(body).toString())) {
    appender.appendVarchar(object);
    appender.endRow();
  }
  appender.closeSync();
  await refuseLongTexts(connection, columns);
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const values = columns.map(valueOf).join(', ');
  return namedRows(
    resultOf(await connection.runAndReadAll(`insert into ${into} (${names}) select ${values} from copied returning *`)),
  );
}

async function columnsOf(
  connection: DuckDBConnection,
  table: string,
  named: readonly string[] | undefined,
): Promise<readonly Column[]> {
  const [name = '', schema = 'public'] = readName(new TokenReader(tokensOf(table)), {
    caseSensitive: true,
  }).toReversed();
  const found = await connection.runAndReadAll(
    `select column_name, data_type from duckdb_columns() where schema_name = ${textLiteral(schema)} and table_name = ${textLiteral(name)} order by column_index`,
  );
  const all = found.getRowsJson().map(([column, type]) => ({ name: column as string, type: type as string }));
  if (all.length === 0) throw sqlError(`relation "${name}" does not exist`);
  return (named ?? all.map((column) => column.name)).map((wanted) => {
    const column = all.find((each) => each.name === wanted);
    if (column) return column;
    throw sqlError(`column "${wanted}" of relation "${name}" does not exist`);
  });
}

/** SUPER takes any JSON, VARBYTE is written in hexadecimal digits (copy-parameters-data-format), everything else as its text. */
function valueOf({ name, type }: Column): string {
  const path = textLiteral(`$.${quoted(name)}`);
  if (type === 'JSON') return `nullif(json_extract(document, ${path}), 'null'::json)`;
  const text = `json_extract_string(document, ${path})`;
  return type === 'BLOB' ? `unhex(${text})` : `cast(${text} as ${type})`;
}

/** super-configurations: a text in SUPER has 65,535 bytes at most, unless the database is told otherwise. */
async function refuseLongTexts(connection: DuckDBConnection, columns: readonly Column[]): Promise<void> {
  for (const { name } of columns.filter(({ type }) => type === 'JSON')) {
    const value = `json_extract(document, ${textLiteral(`$.${quoted(name)}`)})`;
    const long = await connection.runAndReadAll(`select 1 from copied where not texts_fit(${value}) limit 1`);
    if (long.currentRowCount > 0) throw sqlError('String value exceeds the max size of 65535 bytes');
  }
}

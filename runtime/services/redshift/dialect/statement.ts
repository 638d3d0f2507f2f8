import type { ColumnType } from './types.ts';
import { nameOf, rewritten, type Dialect } from './expression.ts';
import { notRun, sqlError } from './sql-error.ts';
import { alterUser, createUser, grant } from './users.ts';
import { createTable, qualified, readName, tableAttributes } from './table.ts';
import { quoted, TokenReader, tokensOf, type Token } from './tokens.ts';

/** What a statement does, understood: SQL for DuckDB, or what is the runtime's own work. */
export type Understood =
  | { readonly does: 'read'; readonly sql: string }
  | { readonly does: 'write'; readonly sql: string; readonly into: readonly string[] }
  | { readonly does: 'merge'; readonly sql: string; readonly into: readonly string[]; readonly conflicts: string }
  | { readonly does: 'define'; readonly sql: string }
  | { readonly does: 'define view'; readonly name: readonly string[]; readonly sql: string; readonly replaces: boolean }
  | { readonly does: 'set'; readonly caseSensitive: boolean }
  | {
      readonly does: 'define external schema';
      readonly schema: string;
      readonly roleArn: string;
      readonly unless: boolean;
    }
  | ({ readonly does: 'define stream view' } & StreamView)
  | { readonly does: 'refresh'; readonly name: readonly string[] }
  | { readonly does: 'set auto refresh'; readonly name: readonly string[]; readonly autoRefresh: boolean }
  | { readonly does: 'drop view'; readonly name: readonly string[]; readonly unless: boolean };

/** A materialized view over a stream, as it was defined. */
export interface StreamView {
  readonly name: readonly string[];
  readonly autoRefresh: boolean;
  readonly schema: string;
  readonly stream: string;
  /** What each record becomes; `records` is a table of them. */
  query(records: string): string;
}

/** Reads one statement. Throws what Redshift would answer, or that a run does not know it. */
export function understand(sql: string, dialect: Dialect): Understood {
  const tokens = withoutEnd(tokensOf(sql));
  const reader = new TokenReader(tokens);
  const first = reader.peek()?.value;
  if (first === 'select' || first === 'with') return { does: 'read', sql: rewritten(readingOnly(tokens), dialect) };
  if (reader.takes('create')) return create(reader, dialect);
  if (reader.takes('drop')) return drop(reader, dialect);
  if (reader.takes('set')) return set(reader);
  if (reader.takes('refresh', 'materialized', 'view')) return { does: 'refresh', name: wholeName(reader, dialect) };
  if (reader.takes('alter', 'materialized', 'view')) return autoRefresh(reader, dialect);
  if (reader.takes('merge', 'into')) return merge(tokens, reader, dialect);
  if (reader.takes('alter', 'table')) return addColumn(reader, dialect);
  if (reader.takes('alter', 'user')) return alterUser(reader, dialect);
  if (reader.takes('grant')) return grant(reader, dialect);
  if (reader.takes('truncate')) {
    reader.takes('table');
    const into = readName(reader, dialect);
    return { does: 'write', sql: `delete from ${qualified(into)}`, into };
  }
  if (reader.takes('insert', 'into') || reader.takes('delete', 'from') || reader.takes('update')) {
    const into = readName(reader, dialect);
    return { does: 'write', sql: rewritten(tokens, dialect), into };
  }
  throw notRun(`${(first ?? 'An empty statement').toUpperCase()}`);
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.at(-1)?.value === ';' ? tokens.slice(0, -1) : tokens;
  // data-api-calling: one statement a call; several go through BatchExecuteStatement
  if (end.some(({ kind, value }) => kind === 'sign' && value === ';'))
    throw sqlError('cannot insert multiple commands into a prepared statement');
  return end;
}

/** r_WITH_clause: WITH belongs to SELECT; INSERT, UPDATE and DELETE begin their statement. */
function readingOnly(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (const { kind, value } of tokens) {
    if (kind === 'sign' && value === '(') depth++;
    if (kind === 'sign' && value === ')') depth--;
    if (kind === 'word' && depth === 0 && ['delete', 'insert', 'into', 'merge', 'update'].includes(value))
      throw sqlError(`syntax error at or near "${value}"`);
  }
  return tokens;
}

/** A name, and nothing after it. */
function wholeName(reader: TokenReader, dialect: Dialect): readonly string[] {
  const name = readName(reader, dialect);
  if (!reader.done) throw reader.unexpected();
  return name;
}

function create(reader: TokenReader, dialect: Dialect): Understood {
  if (reader.takes('table')) return { does: 'define', sql: createTable(reader, dialect) };
  if (reader.takes('schema')) {
    const unless = reader.takes('if', 'not', 'exists') ? 'if not exists ' : '';
    const [schema = ''] = wholeName(reader, dialect);
    return { does: 'define', sql: `create schema ${unless}${quoted(schema)}` };
  }
  if (reader.takes('external', 'schema')) return externalSchema(reader, dialect);
  if (reader.takes('materialized', 'view')) return streamView(reader, dialect);
  if (reader.takes('user')) return createUser(reader, dialect);
  const replaces = reader.takes('or', 'replace');
  if (reader.takes('view')) {
    const name = readName(reader, dialect);
    reader.expects('as');
    return { does: 'define view', name, replaces, sql: rewritten(reader.rest(), dialect) };
  }
  throw notRun(`CREATE ${reader.next().value.toUpperCase()}`);
}

/** materialized-view-streaming-ingestion-getting-started: CREATE EXTERNAL SCHEMA name FROM KINESIS IAM_ROLE 'arn'. */
function externalSchema(reader: TokenReader, dialect: Dialect): Understood {
  const unless = reader.takes('if', 'not', 'exists');
  const schema = nameOf(reader.next(), dialect);
  reader.expects('from');
  if (!reader.takes('kinesis')) throw notRun(`An external schema from ${reader.next().value.toUpperCase()}`);
  reader.expects('iam_role');
  const roleArn = reader.takes('default') ? 'default' : reader.text();
  if (!reader.done) throw reader.unexpected();
  return { does: 'define external schema', schema, roleArn, unless };
}

/** What a view sees of a Kinesis record: materialized-view-streaming-ingestion-getting-started. */
export const kinesisColumns: readonly (readonly [name: string, duckdb: string])[] = [
  ['approximate_arrival_timestamp', 'timestamp'],
  ['partition_key', 'varchar'],
  ['shard_id', 'varchar'],
  ['sequence_number', 'varchar'],
  ['refresh_time', 'timestamp'],
  ['kinesis_data', 'blob'],
];

const superType: ColumnType = { duckdb: 'json', kind: 'super' };

/** CREATE MATERIALIZED VIEW over one stream. */
function streamView(reader: TokenReader, dialect: Dialect): Understood {
  const name = readName(reader, dialect);
  const attributes: Token[] = [];
  let autoRefresh = false;
  while (!reader.takes('as')) {
    if (!reader.takes('auto', 'refresh')) attributes.push(reader.next());
    else if (reader.takes('yes')) autoRefresh = true;
    else reader.expects('no');
  }
  const rest = reader.rest();
  const from = rest.findIndex(({ kind, value }) => kind === 'word' && value === 'from');
  const source = new TokenReader(rest.slice(from + 1));
  const [schema, stream, ...more] =
    from < 0 ? [] : [source.identifier(), ...(source.takes('.') ? [source.next().value] : [])];
  if (schema === undefined || stream === undefined || more.length > 0) throw notRun('A materialized view of a table');
  const where = source.rest();
  // materialized-view-streaming-ingestion, limitations: no joins; a run knows no aggregates either
  if (where.length > 0 && where[0]!.value !== 'where') throw notRun('A streaming view with more than a WHERE');
  tableAttributes(new TokenReader(attributes), keysOf(rest.slice(0, from)), dialect);
  const select = rewritten(rest.slice(0, from), dialect);
  const condition = rewritten(where, dialect);
  return {
    does: 'define stream view',
    name,
    autoRefresh,
    schema: nameOf({ kind: 'word', value: schema }, dialect),
    stream,
    query: (records) => `${select} from ${records} ${condition}`,
  };
}

/** The columns that a DISTKEY or SORTKEY may name: what the view takes of a record, and the names that it gives. */
const keysOf = (select: readonly Token[]): readonly { name: string; type: ColumnType }[] => [
  ...kinesisColumns.map(([name, duckdb]) => ({ name, type: { duckdb, kind: 'other' } as const })),
  ...select.flatMap(({ value }, index) =>
    value === 'as' && select[index + 1] ? [{ name: select[index + 1]!.value, type: superType }] : [],
  ),
];

function drop(reader: TokenReader, dialect: Dialect): Understood {
  const materialized = reader.takes('materialized', 'view');
  const kind = materialized ? 'view' : ['table', 'view', 'schema'].find((each) => reader.takes(each));
  if (kind === undefined) throw notRun(`DROP ${reader.next().value.toUpperCase()}`);
  const unless = reader.takes('if', 'exists');
  const name = readName(reader, dialect);
  const cascade = reader.takes('cascade') ? ' cascade' : '';
  if (!reader.done) throw reader.unexpected();
  if (materialized) return { does: 'drop view', name, unless };
  const written = kind === 'schema' ? quoted(name[0]!) : qualified(name);
  return { does: 'define', sql: `drop ${kind} ${unless ? 'if exists ' : ''}${written}${cascade}` };
}

/** r_ALTER_MATERIALIZED_VIEW: ALTER MATERIALIZED VIEW name AUTO REFRESH { YES | NO }. */
function autoRefresh(reader: TokenReader, dialect: Dialect): Understood {
  const name = readName(reader, dialect);
  if (!reader.takes('auto', 'refresh')) throw notRun('ALTER MATERIALIZED VIEW with anything but AUTO REFRESH');
  const yes = reader.takes('yes');
  if (!yes) reader.expects('no');
  if (!reader.done) throw reader.unexpected();
  return { does: 'set auto refresh', name, autoRefresh: yes };
}

/** r_SET: a setting of the session, which is one call of the Data API. */
function set(reader: TokenReader): Understood {
  const setting = reader.identifier();
  if (setting !== 'enable_case_sensitive_identifier') throw notRun(`SET ${setting}`);
  if (!reader.takes('to')) reader.expects('=');
  return { does: 'set', caseSensitive: ['true', 'on'].includes(reader.next().value.toLowerCase()) };
}

/** r_ALTER_TABLE: one column at a time. */
function addColumn(reader: TokenReader, dialect: Dialect): Understood {
  const table = readName(reader, dialect);
  if (!reader.takes('add')) throw notRun('ALTER TABLE with anything but ADD COLUMN');
  reader.takes('column');
  const definition = createTable(new TokenReader([word('t'), sign('('), ...reader.rest(), sign(')')]), dialect);
  // DuckDB adds no constraint to a table that is there
  const column = /\((.*)\)$/.exec(definition)![1]!.replace(/ check \(.*$/, '');
  return { does: 'define', sql: `alter table ${qualified(table)} add column ${column}` };
}

const word = (value: string): Token => ({ kind: 'word', value });
const sign = (value: string): Token => ({ kind: 'sign', value });

/**
 * r_MERGE: a row of the target that several rows of the source match is an error. `conflicts` finds one.
 */
function merge(tokens: readonly Token[], reader: TokenReader, dialect: Dialect): Understood {
  const into = readName(reader, dialect);
  reader.expects('using');
  const rest = reader.rest();
  const on = rest.findIndex(({ kind, value }) => kind === 'word' && value === 'on');
  const when = rest.findIndex(({ kind, value }) => kind === 'word' && value === 'when');
  if (on < 0) throw sqlError('syntax error at or near "using"');
  if (when < 0) throw notRun('MERGE … REMOVE DUPLICATES');
  const source = rewritten(rest.slice(0, on), dialect);
  const condition = rewritten(rest.slice(on + 1, when), dialect);
  return {
    does: 'merge',
    into,
    sql: rewritten(tokens, dialect),
    conflicts: `select 1 from ${into.map(quoted).join('.')} join ${source} on ${condition} group by ${quoted(into.at(-1)!)}.rowid having count(*) > 1 limit 1`,
  };
}

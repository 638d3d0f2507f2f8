import { nameOf, rewritten, type Dialect } from './expression.ts';
import { notRun, sqlError } from './sql-error.ts';
import { quoted, splitByComma, TokenReader, type Token } from './tokens.ts';
import { readType, type ColumnType } from './types.ts';

/** The name of a table, a view or a schema, in parts. */
export function readName(reader: TokenReader, dialect: Pick<Dialect, 'caseSensitive'>): readonly string[] {
  const names = [nameOf(reader.next(), dialect)];
  while (reader.takes('.')) names.push(nameOf(reader.next(), dialect));
  return names;
}

/** As DuckDB reads it. A table without a schema is in "public", as the search path of Redshift says. */
export const qualified = (names: readonly string[]): string =>
  (names.length === 1 ? ['public', ...names] : names).map(quoted).join('.');

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly definition: string;
}

/** CREATE TABLE, after these two words, as DuckDB has it. Keys are no constraints: t_Defining_constraints says that nothing enforces them. */
export function createTable(reader: TokenReader, dialect: Dialect): string {
  const unless = reader.takes('if', 'not', 'exists') ? 'if not exists ' : '';
  const name = readName(reader, dialect);
  if (!reader.sees('(')) throw notRun('CREATE TABLE AS');
  const columns = splitByComma(reader.parenthesized()).flatMap((part) => columnOf(part, dialect) ?? []);
  tableAttributes(reader, columns, dialect);
  return `create table ${unless}${qualified(name)} (${columns.map(({ definition }) => definition).join(', ')})`;
}

/** A column; undefined for a constraint of the table. */
function columnOf(part: readonly Token[], dialect: Dialect): Column | undefined {
  const reader = new TokenReader(part);
  if (['primary', 'unique', 'foreign'].some((word) => reader.sees(word))) return undefined;
  const name = nameOf(reader.next(), dialect);
  const type = readType(reader);
  const constraints = [`${quoted(name)} ${type.duckdb}`];
  while (!reader.done) constraints.push(columnAttribute(reader, dialect));
  constraints.push(...lengthCheck(name, type));
  return { name, type, definition: constraints.filter((text) => text !== '').join(' ') };
}

/** r_CREATE_TABLE_NEW: NOT NULL and DEFAULT have an effect here; encodings have none. */
function columnAttribute(reader: TokenReader, dialect: Dialect): string {
  if (reader.takes('not', 'null')) return 'not null';
  if (reader.takes('null') || reader.takes('primary', 'key') || reader.takes('unique')) return '';
  if (reader.takes('encode')) return (reader.identifier(), '');
  if (reader.takes('default')) {
    const value = [];
    while (!reader.done && !['not', 'null', 'encode', 'primary', 'unique'].some((word) => reader.sees(word)))
      value.push(reader.next());
    return `default (${rewritten(value, dialect)})`;
  }
  throw notRun(`The column attribute ${reader.next().value.toUpperCase()}`);
}

/** r_Character_types: the length of a text is counted in bytes, and a longer one is refused. */
function lengthCheck(name: string, { kind, most }: ColumnType): readonly string[] {
  if (kind === 'text') return [`check (strlen(${quoted(name)}) <= ${most})`];
  return kind === 'bytes' ? [`check (octet_length(${quoted(name)}) <= ${most})`] : [];
}

/** DISTSTYLE, DISTKEY, SORTKEY and BACKUP: where rows lie on the nodes, which is nowhere here; what they name is checked. */
export function tableAttributes(
  reader: TokenReader,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  dialect: Dialect,
): void {
  const keys = (): void => {
    for (const key of reader.parenthesized().filter(({ value }) => value !== ','))
      checkKey(nameOf(key, dialect), columns);
  };
  while (!reader.done)
    if (reader.takes('diststyle')) {
      const style = reader.identifier();
      if (!['auto', 'even', 'key', 'all'].includes(style)) throw sqlError(`syntax error at or near "${style}"`);
    } else if (reader.takes('backup')) {
      if (!reader.takes('yes')) reader.expects('no');
    } else if (reader.takes('distkey')) keys();
    else {
      if (!reader.takes('compound')) reader.takes('interleaved');
      reader.expects('sortkey');
      if (!reader.takes('auto')) keys();
    }
}

function checkKey(key: string, columns: readonly Pick<Column, 'name' | 'type'>[]): void {
  const column = columns.find(({ name }) => name === key);
  if (!column) throw sqlError(`column "${key}" named in key does not exist`);
  // limitations-super: "You can't define SUPER columns as either a distribution or sort key"
  if (column.type.kind === 'super')
    throw sqlError(`column "${key}" of type super cannot be a distribution or sort key`);
}

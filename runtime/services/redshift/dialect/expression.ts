import { notRun, sqlError } from './sql-error.ts';
import { quoted, splitByComma, textLiteral, TokenReader, type Token } from './tokens.ts';
import { readType } from './types.ts';

/** What SQL is read with. */
export interface Dialect {
  /** enable_case_sensitive_identifier: quoted names keep their case. */
  readonly caseSensitive: boolean;
  /** The time that GETDATE() gives, epoch milliseconds. */
  readonly now: number;
  /** Names of columns that hold SUPER: a path begins at one of them. */
  readonly supers: ReadonlySet<string>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Functions, and words before a parenthesis, that mean the same in both. */
const same = new Set(
  (
    'abs all and any as avg between by case cast ceil coalesce concat count dense_rank distinct else except exists extract ' +
    'filter first_value floor from greatest having in insert intersect is join lag last_value lead least left like lower max md5 ' +
    'min mod not nullif on or over rank replace right round row_number select set sign sqrt stddev strpos substring sum then trim ' +
    'union upper using values variance when where with'
  ).split(' '),
);

export const timestampLiteral = (at: number): string =>
  `timestamp '${new Date(at).toISOString().replace('T', ' ').replace('Z', '')}'`;

/** A query, a condition or a value in Redshift's SQL, as DuckDB reads it. Throws for what a run does not know. */
export function rewritten(tokens: readonly Token[], dialect: Dialect): string {
  const parts: string[] = [];
  const reader = new TokenReader(tokens);
  const all = { ...dialect, supers: new Set([...dialect.supers, ...supersNamedIn(tokens)]) };
  while (!reader.done) parts.push(partOf(reader, all, parts.at(-1)));
  return parts.join(' ');
}

/** Names that a query gives to what JSON_PARSE returns. */
function supersNamedIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ kind, value }, index) => {
    if (kind !== 'word' || !['json_parse', 'case'].includes(value)) return [];
    const end = value === 'case' ? endOfCase(tokens, index) : endOfCall(tokens, index + 1);
    const parses = tokens.slice(index, end).some((token) => token.kind === 'word' && token.value === 'json_parse');
    return parses && tokens[end]?.value === 'as' && tokens[end + 1] ? [tokens[end + 1]!.value] : [];
  });
}

function endOfCase(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'word') continue;
    if (tokens[at]!.value === 'case') depth++;
    if (tokens[at]!.value === 'end' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

function endOfCall(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'sign') continue;
    if (tokens[at]!.value === '(') depth++;
    if (tokens[at]!.value === ')' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

function partOf(reader: TokenReader, dialect: Dialect, before: string | undefined): string {
  const token = reader.peek()!;
  if (token.kind === 'parameter') return parameter(reader.next().value, dialect);
  if (token.kind === 'text') return textLiteral(reader.next().value);
  if (token.kind === 'name') return nameOrPath(reader, dialect, before);
  if (token.kind !== 'word') return signOrNumber(reader);
  if (token.value === 'approximate') return approximate(reader, dialect);
  if (token.value === 'sysdate' && !isMember(before)) return (reader.next(), timestampLiteral(dialect.now));
  if (token.value === 'cast' && reader.peek(1)?.value === '(') return castCall(reader, dialect);
  if (reader.peek(1)?.kind === 'sign' && reader.peek(1)?.value === '(') return call(reader, dialect, before);
  return nameOrPath(reader, dialect, before);
}

const isMember = (before: string | undefined): boolean => before === '.';

function signOrNumber(reader: TokenReader): string {
  // pattern-matching-conditions-posix: a part that matches is enough, where DuckDB's operator takes the whole text
  if (reader.sees('~') && !/^\^.*\$$/.test(reader.peek(1)?.value ?? ''))
    throw notRun('"~" with a pattern that is not between ^ and $');
  if (!reader.sees('::')) return reader.next().value;
  reader.next();
  const type = readType(reader);
  // r_CAST_function: a cast to a shorter text cuts it off; where the value begins is known in CAST(… AS …) only
  if (type.kind === 'text') throw notRun('"::" to a text after anything but a path into SUPER (CAST does the same)');
  return `:: ${type.duckdb}`;
}

/** Data API guide, data-api-calling: a parameter is a text, and the database gives it the type that it needs. */
function parameter(name: string, { parameters }: Dialect): string {
  if (!Object.hasOwn(parameters, name)) throw sqlError(`syntax error at or near ":${name}"`);
  return textLiteral(parameters[name]!);
}

/** r_COUNT: APPROXIMATE COUNT(DISTINCT …) by HyperLogLog. */
function approximate(reader: TokenReader, dialect: Dialect): string {
  reader.next();
  reader.expects('count');
  const inside = new TokenReader(reader.parenthesized());
  inside.expects('distinct');
  return `approx_count_distinct(${rewritten(inside.rest(), dialect)})`;
}

/** A name, a column of a table, or a path into a SUPER column, with the cast that follows it. */
function nameOrPath(reader: TokenReader, dialect: Dialect, before: string | undefined): string {
  const named = reader.peek()!.kind === 'name';
  const names = [nameOf(reader.next(), dialect)];
  if (!named && !dialect.supers.has(names[0]!) && !reader.sees('.')) return written(names, false);
  while (reader.sees('.') && ['word', 'name'].includes(reader.peek(1)?.kind ?? '')) {
    reader.next();
    names.push(nameOf(reader.next(), dialect));
  }
  const start = isRelation(before) ? -1 : names.findIndex((name, index) => index < 3 && dialect.supers.has(name));
  if (start < 0) return written(names, named);
  const column = names
    .slice(0, start + 1)
    .map(quoted)
    .join('.');
  const path = ['$', ...names.slice(start + 1).map((name) => `.${quoted(name)}`), ...indexes(reader)].join('');
  if (reader.takes('::')) return castOfPath(column, path, readType(reader));
  return path === '$' ? column : `json_extract(${column}, ${textLiteral(path)})`;
}

/** Words of DuckDB's that are names in Redshift. */
const words = new Set(['anti', 'asof', 'at', 'glob', 'lambda', 'positional', 'semi']);

const written = (names: readonly string[], named: boolean): string =>
  names.length === 1 && !named && !words.has(names[0]!) ? names[0]! : names.map(quoted).join('.');

const isRelation = (before: string | undefined): boolean =>
  ['from', 'join', 'into', 'update', 'as'].includes(before ?? '');

/** r_names: names are in lower case, quoted or not, unless enable_case_sensitive_identifier is true. */
export const nameOf = ({ kind, value }: Token, { caseSensitive }: Pick<Dialect, 'caseSensitive'>): string =>
  kind === 'name' && caseSensitive ? value : value.toLowerCase();

/** An element of an array, and the members after it. */
function indexes(reader: TokenReader): readonly string[] {
  if (!reader.sees('[')) return [];
  reader.next();
  const index = reader.next().value;
  reader.expects(']');
  if (reader.sees('.')) throw notRun('A path that goes on after an element of an array');
  return [`[${index}]`];
}

/** super-configurations: what cannot be cast is null in the lax mode, which is the default. A text loses its quotes. */
function castOfPath(column: string, path: string, type: ReturnType<typeof readType>): string {
  const value = `json_extract(${column}, ${textLiteral(path)})`;
  const scalar = `case when json_type(${value}) in ('OBJECT', 'ARRAY') then null else json_extract_string(${column}, ${textLiteral(path)}) end`;
  if (type.kind === 'super') return value;
  if (type.kind === 'bytes') throw notRun('A cast of SUPER to VARBYTE');
  // r_CAST_function: a cast to a shorter text cuts it off
  if (type.kind === 'text') return `left_bytes(${scalar}, ${type.most})`;
  return `try_cast(${scalar} as ${type.duckdb})`;
}

/** CAST(value AS type): the same as value::type. */
function castCall(reader: TokenReader, dialect: Dialect): string {
  reader.next();
  const inside = reader.parenthesized();
  const as = inside.findLastIndex(({ kind, value }) => kind === 'word' && value === 'as');
  if (as < 0) throw sqlError('syntax error at or near "cast"');
  const value = inside.slice(0, as);
  const type = inside.slice(as + 1);
  const cast: Token = { kind: 'sign', value: '::' };
  const isPath = value.every(({ kind, value: text }) => kind === 'name' || kind === 'word' || text === '.');
  if (isPath && value.some(({ value: name }) => dialect.supers.has(name)))
    return rewritten([...value, cast, ...type], dialect);
  const { kind, most, duckdb } = readType(new TokenReader(type));
  const plain = `cast(${rewritten(value, dialect)} as ${duckdb})`;
  return kind === 'text' ? `left_bytes(${plain}, ${most})` : plain;
}

function call(reader: TokenReader, dialect: Dialect, before: string | undefined): string {
  const name = reader.next().value;
  const inside = () => reader.parenthesized();
  const plain = (as: string, tokens: readonly Token[]) => `${as}(${rewritten(tokens, dialect)})`;
  switch (name) {
    case 'getdate':
      return (inside(), timestampLiteral(dialect.now));
    case 'nvl':
      return plain('coalesce', inside());
    case 'len':
      return plain('length', inside());
    case 'json_serialize':
      return `cast(${rewritten(inside(), dialect)} as varchar)`;
    case 'can_json_parse':
    case 'json_parse':
      return jsonCall(name, inside(), dialect);
    case 'dateadd':
      return dateadd(splitByComma(inside()), dialect);
    case 'datediff':
      return datediff(splitByComma(inside()), dialect);
    case 'date_trunc':
      return dateTrunc(splitByComma(inside()), dialect);
    case 'listagg':
      return listagg(reader, dialect);
    default:
      // a table and its columns: INSERT INTO t (a, b)
      if (before === 'into' || isMember(before) || same.has(name)) return plain(name, inside());
      throw notRun(`The function ${name.toUpperCase()}`);
  }
}

/** JSON_PARSE.html: text or VARBYTE; it fails at what is no JSON. */
function jsonCall(name: string, argument: readonly Token[], dialect: Dialect): string {
  const bytes = argument.some(({ value }) => value === 'kinesis_data') ? '_bytes' : '';
  return `${name}${bytes}(${rewritten(argument, dialect)})`;
}

const dateParts = new Set('year quarter month week day hour minute second millisecond'.split(' '));

/** r_Dateparts_for_datetime_functions: a name or a text, in the plural as well. */
function datePart([token]: readonly Token[]): string {
  const part = token?.value.toLowerCase().replace(/s$/, '') ?? '';
  if (!dateParts.has(part)) throw notRun(`The date part ${token?.value ?? ''}`);
  return part;
}

function dateadd([part = [], count = [], at = []]: readonly (readonly Token[])[], dialect: Dialect): string {
  return `(cast(${rewritten(at, dialect)} as timestamp) + (${rewritten(count, dialect)}) * interval '1 ${datePart(part)}')`;
}

const datediff = ([part = [], from = [], to = []]: readonly (readonly Token[])[], dialect: Dialect): string =>
  `datediff('${datePart(part)}', ${rewritten(from, dialect)}, ${rewritten(to, dialect)})`;

const dateTrunc = ([part = [], of = []]: readonly (readonly Token[])[], dialect: Dialect): string =>
  `cast(date_trunc('${datePart(part)}', ${rewritten(of, dialect)}) as timestamp)`;

/** r_LISTAGG: LISTAGG(value, separator) WITHIN GROUP (ORDER BY …). */
function listagg(reader: TokenReader, dialect: Dialect): string {
  const inside = reader.parenthesized();
  if (!reader.takes('within', 'group')) return `string_agg(${rewritten(inside, dialect)})`;
  return `string_agg(${rewritten(inside, dialect)} ${rewritten(reader.parenthesized(), dialect)})`;
}

import { notRun, SqlError } from './sql-error.ts';
import { quoted, splitByComma, textLiteral, TokenReader, tokensOf, type Token } from './tokens.ts';

/**
 * What takes a record of several events apart, in the SQL that `understand` reads: functions of VARBYTE, and the unnesting of an array in
 * FROM. A statement without any of it is given back as it is, and so is one that cannot be read: `understand` says why.
 */
export function withRecordsTakenApart(sql: string): string {
  try {
    const tokens = tokensOf(sql);
    return tokens.some(isForRecords) || unnests(tokens) ? partsOf(tokens).join(' ') : sql;
  } catch (error) {
    if (error instanceof SqlError) return sql;
    throw error;
  }
}

/** Functions that DuckDB has as well: named with their schema, `understand` lets them pass. */
const same = new Set(['chr', 'octet_length', 'rtrim']);
const ofBytes = new Set([...same, 'from_varbyte', 'is_utf8']);
const isForRecords = ({ kind, value }: Token): boolean => kind === 'word' && ofBytes.has(value);

/** r_Character_types: bytes of a VARCHAR. */
const longestText = 65_535;

/** Bytes of UTF-8 in hexadecimal digits (The Unicode Standard, table 3-7). */
const next = '[89AB][0-9A-F]';
const utf8 = [
  '[0-7][0-9A-F]',
  `(C[2-9A-F]|D[0-9A-F])${next}`,
  `E0[AB][0-9A-F]${next}`,
  `(E[1-9A-C]|E[EF])(${next}){2}`,
  `ED[89][0-9A-F]${next}`,
  `F0[9AB][0-9A-F](${next}){2}`,
  `F[1-3](${next}){3}`,
  `F48[0-9A-F](${next}){2}`,
];

function partsOf(tokens: readonly Token[]): readonly string[] {
  const reader = new TokenReader(tokens);
  const parts: string[] = [];
  while (!reader.done) parts.push(partOf(reader));
  return parts;
}

function partOf(reader: TokenReader): string {
  if (reader.takes('from')) return `from ${relations(reader)}`;
  const token = reader.next();
  if (token.kind !== 'word' || !reader.sees('(')) return written(token);
  const { value: name } = token;
  if (same.has(name)) return `main.${name} (${argumentsOf(reader)})`;
  if (name === 'from_varbyte') return textOfBytes(reader);
  if (name === 'is_utf8')
    return `main.regexp_full_match (main.hex (${argumentsOf(reader)}), ${textLiteral(`(${utf8.join('|')})*`)})`;
  // what is parsed is a text that was made of bytes
  if (['json_parse', 'can_json_parse'].includes(name) && ofText(reader)) return `main.${name} (${argumentsOf(reader)})`;
  return written(token);
}

const argumentsOf = (reader: TokenReader): string => partsOf(reader.parenthesized()).join(' ');

/** Whether what stands in the parentheses that come next makes a text of bytes. */
function ofText(reader: TokenReader): boolean {
  for (let at = 0, depth = 0; ; at++) {
    const token = reader.peek(at);
    if (!token) return false;
    if (token.kind === 'word' && token.value === 'from_varbyte') return true;
    if (token.kind === 'sign' && token.value === '(') depth++;
    if (token.kind === 'sign' && token.value === ')' && --depth === 0) return false;
  }
}

/** r_FROM_VARBYTE: the second argument is the format of the text. */
function utf8Argument(reader: TokenReader): string {
  const [value = [], format = []] = splitByComma(reader.parenthesized());
  if (!/^utf-?8$/i.test(format[0]?.value ?? '')) throw notRun('VARBYTE in a format other than utf-8');
  return partsOf(value).join(' ');
}

/** Bytes that are no UTF-8, and more than a VARCHAR has room for, fail the statement. */
function textOfBytes(reader: TokenReader): string {
  const bytes = utf8Argument(reader);
  const error = textLiteral(`value too long for type character varying(${longestText})`);
  return `case when main.octet_length (${bytes}) > ${longestText} then main.error (${error}) else main.decode (${bytes}) end`;
}

/** query-super, unnesting: FROM table AS t, t.array AS element has a row for each element. */
function relations(reader: TokenReader): string {
  const parts: string[] = [];
  const aliases = new Set<string>();
  for (;;) {
    const array = arrayNext(reader, aliases);
    if (array !== undefined) parts.push(array);
    else parts.push(...relation(reader, aliases));
    if (!reader.takes(',')) return parts.join(' ');
    parts.push(',');
  }
}

/** An array of a table that stands before it. */
function arrayNext(reader: TokenReader, aliases: ReadonlySet<string>): string | undefined {
  const [alias, dot, column, as, name] = [0, 1, 2, 3, 4].map((ahead) => reader.peek(ahead));
  if (!alias || dot?.value !== '.' || !aliases.has(alias.value)) return undefined;
  if (!column || as?.value !== 'as' || !name) throw notRun('An array in FROM without AS');
  for (let taken = 0; taken < 5; taken++) reader.next();
  const elements = `main.unnest (main.from_json (${written(alias)}.${written(column)}, '["json"]'))`;
  return `(select ${elements} as ${written(name)}) as ${quoted(`each ${name.value}`)}`;
}

/** A table or a query, up to the comma after it or the end of FROM. */
function relation(reader: TokenReader, aliases: Set<string>): readonly string[] {
  const parts: string[] = [];
  while (!reader.done && !reader.sees(',') && !ends.some((word) => reader.sees(word))) {
    if (reader.sees('(')) parts.push(`(${argumentsOf(reader)})`);
    else {
      if (reader.sees('as') && reader.peek(1)) aliases.add(reader.peek(1)!.value);
      parts.push(written(reader.next()));
    }
  }
  return parts;
}

/** What comes after FROM. */
const ends = ['where', 'group', 'having', 'order', 'limit', 'union', 'except', 'intersect', ')', ';'];

/** Whether FROM names a member of one of its own tables. */
function unnests(tokens: readonly Token[]): boolean {
  const aliases = new Set(tokens.flatMap(({ value }, at) => (at > 0 && tokens[at - 1]!.value === 'as' ? [value] : [])));
  return tokens.some(
    ({ kind, value }, at) =>
      kind === 'sign' &&
      value === ',' &&
      aliases.has(tokens[at + 1]?.value ?? '') &&
      tokens[at + 2]?.value === '.' &&
      tokens[at + 4]?.value === 'as' &&
      isInFrom(tokens.slice(0, at)),
  );
}

/** Whether the last word of its depth that begins a clause is FROM. */
function isInFrom(before: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind, value } of before.toReversed()) {
    if (kind === 'sign' && value === ')') depth++;
    if (kind === 'sign' && value === '(' && --depth < 0) return false;
    if (kind === 'word' && depth === 0 && ['from', 'select', 'by'].includes(value)) return value === 'from';
  }
  return false;
}

function written({ kind, value }: Token): string {
  if (kind === 'name') return quoted(value);
  // a text is read once more, and a backslash escapes there
  if (kind === 'text') return textLiteral(value.replaceAll('\\', '\\\\'));
  return kind === 'parameter' ? `:${value}` : value;
}

import { SqlError, sqlError } from '../dialect/sql-error.ts';

const known: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/because schema "([^"]+)" does not exist/, ([, name]) => `schema "${name}" does not exist`],
  [/Schema with name "?([^"\s!]+)"? does not exist/, ([, name]) => `schema "${name}" does not exist`],
  [/Schema with name "?([^"\s!]+)"? already exists/, ([, name]) => `Schema "${name}" already exists`],
  [/(?:Table|View) with name "?([^"\s!]+)"? already exists/, ([, name]) => `Relation "${name}" already exists`],
  [/(?:Table|View) with name "?([^"\s!]+)"? does not exist/, ([, name]) => `relation "${name}" does not exist`],
  [/Referenced column "([^"]+)" not found/, ([, name]) => `column "${name}" does not exist`],
  [/does not have a column (?:named|with name) "([^"]+)"/, ([, name]) => `column "${name}" does not exist`],
  [/SELECT clause without selection list/, () => 'syntax error at end of input'],
  [/syntax error at (?:or near "[^"]*"|end of input)/, ([all]) => all],
  [/NOT NULL constraint failed: \w+\.(\S+)/, ([, name]) => `Cannot insert a NULL value into column ${name}`],
  // r_Character_types: the length is that of the column, in bytes
  [/CHECK constraint failed.*<= (\d+)/, ([, most]) => `value too long for type character varying(${most})`],
  [/Invalid Input Error: ([\s\S]+)/, ([, text]) => text!],
];

/** What DuckDB says, as Redshift would where that is known. */
export function errorOf(thrown: unknown): SqlError {
  if (thrown instanceof SqlError) return thrown;
  const text = (thrown as Error).message;
  for (const [pattern, saying] of known) {
    const match = pattern.exec(text);
    if (match) return sqlError(saying(match).split('\n')[0]!);
  }
  return sqlError(text.split('\n')[0]!);
}

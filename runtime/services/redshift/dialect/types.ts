import { notRun, sqlError } from './sql-error.ts';
import type { TokenReader } from './tokens.ts';

/** A type of Redshift: what it is in DuckDB, and how long a text or how many bytes may be. */
export interface ColumnType {
  readonly duckdb: string;
  /** Bytes of UTF-8. */
  readonly most?: number;
  readonly kind: 'text' | 'bytes' | 'super' | 'other';
}

const other = (duckdb: string): ColumnType => ({ duckdb, kind: 'other' });

/** Redshift guide, c_Supported_data_types: names and aliases. */
const simple: Readonly<Record<string, ColumnType>> = {
  bigint: other('bigint'),
  bool: other('boolean'),
  boolean: other('boolean'),
  date: other('date'),
  float: other('double'),
  float4: other('real'),
  float8: other('double'),
  int: other('integer'),
  int2: other('smallint'),
  int4: other('integer'),
  int8: other('bigint'),
  integer: other('integer'),
  real: other('real'),
  smallint: other('smallint'),
  super: { duckdb: 'json', kind: 'super' },
  // r_Character_types: without a length, CHAR has 1 and VARCHAR 256 bytes; TEXT is VARCHAR(256)
  text: { duckdb: 'varchar', most: 256, kind: 'text' },
  timestamptz: other('timestamptz'),
};

/** Reads a type. Throws for one that a run does not know. */
export function readType(reader: TokenReader): ColumnType {
  const name = reader.identifier();
  if (Object.hasOwn(simple, name)) return simple[name]!;
  if (name === 'double') {
    reader.expects('precision');
    return other('double');
  }
  if (name === 'timestamp') return readTimestamp(reader);
  if (name === 'decimal' || name === 'numeric') return other(decimal(lengths(reader)));
  if (name === 'varbyte' || name === 'varbinary')
    return { duckdb: 'blob', most: lengths(reader)[0] ?? 64_000, kind: 'bytes' };
  if (name === 'character' && reader.takes('varying')) return text(lengths(reader)[0] ?? 256);
  if (name === 'varchar' || name === 'nvarchar') return text(lengths(reader)[0] ?? 256);
  if (name === 'char' || name === 'character') return text(lengths(reader)[0] ?? 1);
  throw notRun(`The type ${name.toUpperCase()}`);
}

function readTimestamp(reader: TokenReader): ColumnType {
  if (reader.takes('with', 'time', 'zone')) return other('timestamptz');
  reader.takes('without', 'time', 'zone');
  return other('timestamp');
}

/** r_Numeric_types201: DECIMAL without precision is DECIMAL(18, 0), and the precision is 38 at most. */
function decimal([precision = 18, scale = 0]: readonly number[]): string {
  if (precision > 38) throw sqlError(`DECIMAL precision ${precision} must be between 1 and 38`);
  return `decimal(${precision}, ${scale})`;
}

/** r_Character_types: VARCHAR has 65,535 bytes at most. */
function text(most: number): ColumnType {
  if (most > 65_535) throw sqlError('length for type character varying cannot exceed 65535');
  return { duckdb: 'varchar', most, kind: 'text' };
}

/** What stands in parentheses after the name of a type; MAX is the most that VARCHAR has. */
function lengths(reader: TokenReader): readonly number[] {
  if (!reader.sees('(')) return [];
  return reader
    .parenthesized()
    .filter(({ value }) => value !== ',')
    .map(({ value }) => (value === 'max' ? 65_535 : Number(value)));
}

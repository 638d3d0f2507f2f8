import type { Reader } from './duckdb.ts';

/** A value as the Data API gives it: DECIMAL, dates and SUPER are texts. */
export type Field =
  | { readonly isNull: true }
  | { readonly longValue: number }
  | { readonly doubleValue: number }
  | { readonly booleanValue: boolean }
  | { readonly stringValue: string }
  | { readonly blobValue: string };

export interface Column {
  readonly name: string;
  /** int8, varchar, super: as pg_catalog names it. */
  readonly typeName: string;
}

/** What a statement has returned. */
export interface Result {
  /** Undefined for a statement that returns no rows. */
  readonly columns: readonly Column[] | undefined;
  readonly records: readonly (readonly Field[])[];
  /** Rows returned, or changed. */
  readonly rows: number;
}

export const noRows = (rows: number): Result => ({ columns: undefined, records: [], rows });

const typeNames: Readonly<Record<string, string>> = {
  BIGINT: 'int8',
  BLOB: 'varbyte',
  BOOLEAN: 'bool',
  DATE: 'date',
  DOUBLE: 'float8',
  FLOAT: 'float4',
  HUGEINT: 'numeric',
  INTEGER: 'int4',
  SMALLINT: 'int2',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  VARCHAR: 'varchar',
};

export function resultOf(reader: Reader): Result {
  const columns = reader.columnTypes().map((type, index) => ({
    name: reader.columnName(index),
    typeName: typeNameOf(type.toString(), type.alias),
  }));
  const records = reader
    .getRowsJson()
    .map((row) => row.map((value, index) => fieldOf(value, columns[index]!.typeName)));
  return { columns, records, rows: records.length };
}

function typeNameOf(type: string, alias: string | undefined): string {
  if (alias?.toUpperCase() === 'JSON' || type === 'JSON') return 'super';
  return type.startsWith('DECIMAL') ? 'numeric' : (typeNames[type] ?? 'varchar');
}

/** API reference, Field. DuckDB gives 64-bit integers as texts and bytes as \xAB. */
function fieldOf(value: unknown, typeName: string): Field {
  if (value === null) return { isNull: true };
  if (typeName.startsWith('int')) return { longValue: Number(value) };
  if (typeName.startsWith('float')) return { doubleValue: Number(value) };
  if (typeName === 'bool') return { booleanValue: value === true };
  if (typeName === 'varbyte') return { blobValue: bytesOf(value as string).toString('base64') };
  return { stringValue: typeof value === 'string' ? value : JSON.stringify(value) };
}

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/\\x([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

/** Rows by the names of their columns. */
export const namedRows = ({ columns = [], records }: Result): readonly Readonly<Record<string, unknown>>[] =>
  records.map((fields) =>
    Object.fromEntries(
      fields.map((field, index) => [columns[index]!.name, 'isNull' in field ? null : Object.values(field)[0]]),
    ),
  );

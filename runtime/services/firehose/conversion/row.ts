import type { Column, Schema } from './table.ts';
import { documentsIn } from './json-documents.ts';
import { valueOf } from './value.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Of the OpenX JSON SerDe (Firehose API reference, OpenXJsonSerDe). */
export interface Deserializer {
  /** "When set to true, which is the default, Firehose converts JSON keys to lowercase before deserializing them." */
  readonly caseInsensitive: boolean;
  readonly dotsToUnderscores: boolean;
  /** JSON keys by column, where they differ. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The rows of a record. Attributes that the table does not have are left out. Throws for a record that does not match the schema. */
export function rowsOf(data: Uint8Array, { columns }: Schema, deserializer: Deserializer): readonly Row[] {
  return documentsIn(Buffer.from(data).toString()).map((document) => {
    const named = Object.fromEntries(Object.entries(document).map(([key, value]) => [keyOf(key, deserializer), value]));
    return Object.fromEntries(columns.map((column) => [column.name, cellOf(column, named, deserializer)]));
  });
}

function cellOf({ name, type }: Column, document: Row, { keys }: Deserializer): unknown {
  try {
    return valueOf(type, document[keys[name] ?? name]);
  } catch (error) {
    throw new Error(`${(error as Error).message} Column: ${name}`, { cause: error });
  }
}

function keyOf(key: string, { caseInsensitive, dotsToUnderscores }: Deserializer): string {
  const cased = caseInsensitive ? key.toLowerCase() : key;
  return dotsToUnderscores ? cased.replaceAll('.', '_') : cased;
}

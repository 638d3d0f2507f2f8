import { parquetWriteBuffer } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import type { Row } from './row.ts';
import type { Column, ColumnType } from './table.ts';

/** The compressions that this runtime has of those of ParquetSerDe. */
export type Compression = 'SNAPPY' | 'UNCOMPRESSED';

/** Rows as an Apache Parquet file. Every column may be null. */
export function parquetOf(rows: readonly Row[], columns: readonly Column[], codec: Compression): Buffer {
  const columnData = columns.map(({ name }) => ({ name, data: rows.map((row) => row[name]) }));
  const schema = [
    { name: 'schema', num_children: columns.length },
    ...columns.flatMap(({ name, type }) => elementsOf(name, type)),
  ];
  return Buffer.from(parquetWriteBuffer({ columnData, schema, codec }));
}

function elementsOf(name: string, type: ColumnType): SchemaElement[] {
  if (type.kind !== 'array') return [{ name, repetition_type: 'OPTIONAL', ...physicalOf(type) }];
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf('element', type.of),
  ];
}

/** Apache Parquet format, LogicalTypes.md. */
function physicalOf(type: Exclude<ColumnType, { readonly kind: 'array' }>): Omit<SchemaElement, 'name'> {
  switch (type.kind) {
    case 'string':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'binary':
      return { type: 'BYTE_ARRAY' };
    case 'boolean':
      return { type: 'BOOLEAN' };
    case 'int':
      return { type: 'INT32' };
    case 'bigint':
      return { type: 'INT64' };
    case 'float':
      return { type: 'FLOAT' };
    case 'double':
      return { type: 'DOUBLE' };
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' };
    case 'decimal':
      return {
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: bytesOf(type.precision),
        converted_type: 'DECIMAL',
        precision: type.precision,
        scale: type.scale,
      };
  }
}

/** The fewest bytes that hold so many digits and a sign. */
const bytesOf = (precision: number): number => Math.ceil((Math.log2(10) * precision + 1) / 8);

import type { Resource, ResourceGraph } from '../../../contracts/template.ts';

/** A column of a Glue table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export type ColumnType =
  | { readonly kind: 'string'; readonly most?: number }
  | { readonly kind: 'boolean' | 'int' | 'bigint' | 'float' | 'double' | 'timestamp' | 'date' | 'binary' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly of: ColumnType };

/** The schema that records are converted by. */
export interface Schema {
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  readonly columns: readonly Column[];
}

interface TableProperties {
  readonly CatalogId: string;
  readonly DatabaseName: string;
  readonly TableInput: {
    readonly Name: string;
    readonly StorageDescriptor?: { readonly Columns?: readonly { readonly Name: string; readonly Type?: string }[] };
  };
}

/** The columns of a Glue table of the template, without those of its partitions. Throws when the template has no such table. */
export function schemaOf(graph: ResourceGraph, database: string, table: string): Schema {
  const found = graph.ofType('AWS::Glue::Table').find((each) => {
    const { DatabaseName, TableInput } = propertiesOf(each);
    return DatabaseName === database && TableInput.Name === table;
  });
  if (!found) throw new Error(`The stack has no Glue table ${database}.${table}.`);
  const { CatalogId, TableInput } = propertiesOf(found);
  return { catalog: CatalogId, database, table, columns: columnsOf(TableInput.StorageDescriptor?.Columns ?? []) };
}

/** Throws for a type that is not modelled. */
export const columnsOf = (columns: readonly { readonly Name: string; readonly Type?: string }[]): readonly Column[] =>
  columns.map(({ Name, Type = 'string' }) => ({ name: Name, type: typeOf(Type.toLowerCase()) }));

const propertiesOf = ({ properties }: Resource): TableProperties => properties as unknown as TableProperties;

const integers = ['tinyint', 'smallint', 'int', 'integer'];
const plain = ['boolean', 'bigint', 'float', 'double', 'timestamp', 'date', 'binary'] as const;

/** Athena guide, data-types: the types of Hive's DDL. Throws for one that is not modelled. */
function typeOf(text: string): ColumnType {
  const known = plain.find((kind) => kind === text);
  if (known) return { kind: known };
  if (integers.includes(text)) return { kind: 'int' };
  if (text === 'string') return { kind: 'string' };
  const sized = /^(?:var)?char\((\d+)\)$/.exec(text);
  if (sized) return { kind: 'string', most: Number(sized[1]) };
  const decimal = /^decimal(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(text);
  if (decimal) return { kind: 'decimal', precision: Number(decimal[1] ?? 10), scale: Number(decimal[2] ?? 0) };
  const array = /^array<(.+)>$/.exec(text);
  if (array && !array[1]!.startsWith('array')) return { kind: 'array', of: typeOf(array[1]!) };
  throw new Error(`The column type ${text} is not modelled by the local runtime`);
}

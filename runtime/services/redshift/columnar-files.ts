import type { ColumnarCopy } from './dialect/columnar-copy.ts';
import { sqlError } from './dialect/sql-error.ts';
import { readParquet, type ParquetColumn } from './engine/read-parquet.ts';
import type { Column } from './engine/result.ts';

/** What COPY reads of S3. Throws where the role may not. */
export interface CopySource {
  /** Returns undefined if the object does not exist. */
  object(bucket: string, key: string, role: string): Uint8Array | undefined;
}

interface Entry {
  readonly url: string;
  readonly mandatory?: boolean;
  readonly meta?: { readonly content_length?: number };
}

/** Rows to be inserted, as SQL of Redshift: one statement, or none where the files are empty. */
export async function insertOf(
  copy: ColumnarCopy,
  into: readonly Column[],
  source: CopySource,
): Promise<string | undefined> {
  const rows: string[] = [];
  for (const { url, body } of filesOf(copy, source)) {
    const file = await readParquet(body);
    requireFit(file.columns, into, url);
    rows.push(...file.rows.map((row) => `(${row.map(literal).join(', ')})`));
  }
  if (rows.length === 0) return undefined;
  const names = copy.columns ? ` (${copy.columns.join(', ')})` : '';
  return `INSERT INTO ${copy.table}${names} VALUES ${rows.join(', ')}`;
}

/** loading-data-files-using-manifest: meta.content_length is required for Parquet and ORC, and a mandatory file has to be there. */
function filesOf({ manifest: { bucket, key }, role }: ColumnarCopy, source: CopySource) {
  const manifest = source.object(bucket, key, role);
  if (!manifest) throw sqlError(`Problem reading manifest file - S3ServiceException:${noSuchKey}`);
  return entriesOf(manifest).flatMap(({ url, mandatory = false, meta }) => {
    if (meta?.content_length === undefined)
      throw sqlError('Manifest file must contain content_length for columnar formats');
    const [, where = '', name = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
    const body = source.object(where, name, role);
    if (!body && mandatory) throw sqlError(`S3ServiceException:${noSuchKey}`);
    if (body && body.length !== meta.content_length)
      throw sqlError(
        `Spectrum Scan Error. File '${url}' has ${body.length} bytes, and the manifest says ${meta.content_length}`,
      );
    return body ? [{ url, body }] : [];
  });
}

const noSuchKey = 'The specified key does not exist.,Status 404,Error NoSuchKey';

function entriesOf(manifest: Uint8Array): readonly Entry[] {
  try {
    const { entries } = JSON.parse(Buffer.from(manifest).toString()) as { entries: readonly Entry[] };
    if (Array.isArray(entries)) return entries;
  } catch {
    // what is no JSON has no entries either
  }
  throw sqlError('Invalid JSON format in manifest file');
}

/** copy-usage_notes-copy-from-columnar: columns by their place, as many as the table has, and of types that fit. */
function requireFit(columns: readonly ParquetColumn[], into: readonly Column[], url: string): void {
  if (columns.length !== into.length)
    throw sqlError(
      `Spectrum Scan Error. Unmatched number of columns between table and file. Table columns: ${into.length}, Data columns: ${columns.length}, File name: ${url}`,
    );
  for (const [index, { name, type }] of columns.entries()) {
    const { typeName } = into[index]!;
    if (!(fitting[type.replace(/\(.*$/, '')] ?? []).includes(typeName))
      throw sqlError(
        `Spectrum Scan Error. File '${url}' has an incompatible Parquet schema for column '${name}'. Column type: ${typeName.toUpperCase()}, Parquet schema: ${type}`,
      );
  }
}

/** By the type that DuckDB reads: the columns of Redshift that take it. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  BIGINT: ['int8'],
  BLOB: ['varbyte', 'varchar'],
  BOOLEAN: ['bool'],
  DATE: ['date'],
  DECIMAL: ['numeric'],
  DOUBLE: ['float8'],
  FLOAT: ['float4'],
  INTEGER: ['int4', 'int2'],
  TIMESTAMP: ['timestamp'],
  'TIMESTAMP WITH TIME ZONE': ['timestamp', 'timestamptz'],
  VARCHAR: ['varchar'],
};

const literal = (value: string | null): string =>
  value === null ? 'NULL' : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

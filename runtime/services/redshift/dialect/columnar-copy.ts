import type { Dialect } from './expression.ts';
import { notRun, sqlError } from './sql-error.ts';
import { qualified, readName } from './table.ts';
import { splitByComma, TokenReader, tokensOf } from './tokens.ts';

/** COPY table FROM 's3://…' … FORMAT AS PARQUET MANIFEST, taken apart. */
export interface ColumnarCopy {
  /** `qualified` name. */
  readonly table: string;
  /** Undefined: all columns of the table, in their order. */
  readonly columns: readonly string[] | undefined;
  readonly manifest: { readonly bucket: string; readonly key: string };
  /** An ARN, or "default". */
  readonly role: string;
}

export const isCopy = (sql: string): boolean => /^\s*copy\b/i.test(sql);

/** copy-usage_notes-copy-from-columnar: these parameters alone. Throws for what Redshift refuses, and for what a run does not know. */
export function readCopy(sql: string, dialect: Pick<Dialect, 'caseSensitive'>): ColumnarCopy {
  const reader = new TokenReader(tokensOf(sql));
  reader.expects('copy');
  const table = qualified(readName(reader, dialect));
  const columns = reader.sees('(') ? splitByComma(reader.parenthesized()).map(([token]) => token!.value) : undefined;
  reader.expects('from');
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(reader.text()) ?? [];
  if (bucket === undefined || key === undefined) throw notRun('COPY from anything but s3://bucket/key');
  let role: string | undefined;
  let parquet = false;
  let manifest = false;
  while (!reader.done) {
    if (reader.takes('iam_role')) role = reader.takes('default') ? 'default' : reader.text();
    else if (reader.takes('format')) {
      reader.takes('as');
      if (!reader.takes('parquet')) throw notRun(`COPY of ${reader.next().value.toUpperCase()}`);
      parquet = true;
    } else if (reader.takes('manifest')) manifest = true;
    else if (reader.takes(';')) continue;
    else if (parquet && reader.sees('maxerror'))
      throw sqlError('MAXERROR argument is not supported for PARQUET based COPY');
    else throw notRun(`The parameter ${reader.next().value.toUpperCase()} of COPY`);
  }
  if (role === undefined) throw sqlError('CREDENTIALS argument is required to COPY from S3');
  if (!parquet) throw notRun('COPY of anything but Parquet, in a statement');
  if (!manifest) throw notRun('COPY of Parquet without a manifest');
  return { table, columns, manifest: { bucket, key }, role };
}

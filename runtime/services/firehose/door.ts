import { parquetRows as rows } from './conversion/read-parquet.ts';

/** The rows of a Parquet file, by column name. Columns must not be nested. Throws for a file that cannot be read. */
export const parquetRows = (file: Uint8Array): readonly Readonly<Record<string, unknown>>[] => rows(file);

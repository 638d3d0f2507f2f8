import type { Prepared } from '../record.ts';
import { rowsOf, type Deserializer, type Row } from './row.ts';
import type { Schema } from './table.ts';
import { parquetOf, type Compression } from './write-parquet.ts';

export interface ConversionSettings {
  readonly schema: Schema;
  readonly deserializer: Deserializer;
  readonly compression: Compression;
}

type Ok = Extract<Prepared, { result: 'ok' }>;
type Failed = Extract<Prepared, { result: 'failed' }>;

export interface Converted {
  readonly file: Buffer;
  readonly records: readonly Ok[];
  readonly failed: readonly Failed[];
}

/** Turns records into a Parquet file. What cannot be converted fails by itself. */
export function converted(
  records: readonly Ok[],
  { schema, deserializer, compression }: ConversionSettings,
  now: number,
  region: string,
): Converted {
  const rows: Row[] = [];
  const good: Ok[] = [];
  const failed: Failed[] = [];
  for (const record of records)
    try {
      rows.push(...rowsOf(record.data, schema, deserializer));
      good.push(record);
    } catch (error) {
      failed.push(failureOf(record, error as Error, schema, now, region));
    }
  return { file: parquetOf(rows, schema.columns, compression), records: good, failed };
}

/** Firehose guide, record-format-conversion-error-handling: the document of a failed record. */
function failureOf({ record, data }: Ok, { message }: Error, schema: Schema, now: number, region: string): Failed {
  const document = {
    attemptsMade: 1,
    arrivalTimestamp: record.arrivedAt,
    lastErrorCode: 'DataFormatConversion.ParseError',
    lastErrorMessage: message,
    attemptEndingTimestamp: now,
    rawData: Buffer.from(data).toString('base64'),
    sequenceNumber: record.origin?.kind === 'shard' ? record.origin.sequenceNumber : record.position,
    subSequenceNumber: null,
    dataCatalogTable: {
      catalogId: schema.catalog,
      databaseName: schema.database,
      tableName: schema.table,
      region,
      versionId: 'LATEST',
      catalogArn: null,
    },
  };
  return { record, result: 'failed', failure: { output: 'format-conversion-failed', document } };
}

import { parquetRows as rows } from './conversion/read-parquet.ts';
import { startDelivery as start } from './standalone.ts';
import { startPartitioned } from './partitioning/standalone.ts';
import { columnsOf } from './conversion/table.ts';
import { parquetOf } from './conversion/write-parquet.ts';
import { startDirectPut } from './direct-put.ts';
import { startTopicDelivery as startTopic } from './topic-delivery.ts';
import type {
  DeliveryOptions,
  DirectPutDelivery,
  DirectPutOptions,
  RunningDelivery,
  TopicDeliveryOptions,
} from './types.ts';

/** The rows of a Parquet file, by column name. Columns must not be nested. Throws for a file that cannot be read. */
export const parquetRows = (file: Uint8Array): readonly Readonly<Record<string, unknown>>[] => rows(file);

/** Starts a Firehose stream that reads a Kinesis data stream from now on. Throws for a configuration that Firehose refuses. */
export const startDelivery = (options: DeliveryOptions): RunningDelivery => start(options);

/** Starts a Firehose stream that reads a topic of Amazon MSK from its oldest record on. Throws for a configuration that Firehose refuses. */
export const startTopicDelivery = (options: TopicDeliveryOptions): RunningDelivery => startTopic(options);

/** The same of a Firehose stream with dynamic partitioning, whose transform says the partition of each record. */
export const startPartitionedDelivery = (options: DeliveryOptions): RunningDelivery => startPartitioned(options);

/** Starts a Firehose stream that records are put into. Throws for a configuration that Firehose refuses. */
export const startDirectPutDelivery = (options: DirectPutOptions): DirectPutDelivery => startDirectPut(options);

/**
 * Rows as a file of Parquet, compressed with Snappy. Types are those of a Glue table; a decimal is given as its digits, a time as a Date.
 * Throws for a type that is not modelled.
 */
export const parquetFile = (
  rowsOfFile: readonly Readonly<Record<string, unknown>>[],
  columns: readonly { readonly name: string; readonly type: string }[],
): Buffer => parquetOf(rowsOfFile, columnsOf(columns.map(({ name: Name, type: Type }) => ({ Name, Type }))), 'SNAPPY');

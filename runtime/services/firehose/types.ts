import type { ServiceOptions } from '../../contracts/faults.ts';
import type { StreamRecord } from '../../contracts/records.ts';

/** A Firehose stream: takes records, and delivers each at least once. */
export interface DeliveryStream {
  readonly arn: string;
  readonly name: string;
  /** When it began to take records, epoch milliseconds; undefined before that. A stream as its source is read from here on. */
  readonly activeSince: number | undefined;
  /** Takes a record of at most 1,000 KiB, as PutRecord does. Throws for a stream that reads a Kinesis data stream. */
  put(data: Uint8Array | string): void;
}

export interface FirehoseKinds {
  deliveryStream: DeliveryStream;
}

/** A Kinesis data stream, as far as a reader needs it. */
export interface ReadStream {
  readonly arn: string;
  /** Milliseconds. */
  readonly retention: number;
  readonly shardIds: readonly string[];
  onPut(listener: (record: StreamRecord) => void): void;
}

/** A topic of Kafka, as far as a reader needs it. */
export interface ReadTopic {
  readonly name: string;
  readonly partitions: number;
  /** Milliseconds. */
  readonly retention: number;
  records(): readonly TopicRecord[];
  onAppend(listener: (record: TopicRecord) => void): void;
  firstOffset(partition: number): number;
  nextOffset(partition: number): number;
  commit(group: string, partition: number, next: number): void;
}

/** Milliseconds since 1970; `value` is null for a tombstone. */
export interface TopicRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly appendedAt: number;
  readonly value: Uint8Array | null;
}

/** A warehouse, as far as COPY needs it. */
export interface TakesCopies {
  copy(copied: {
    readonly table: string;
    readonly columns: readonly string[] | undefined;
    readonly body: Uint8Array;
  }): Promise<void>;
}

/** A Firehose stream from a Kinesis data stream, on any clock: for tests that run code of a project in their process. */
export interface DeliveryOptions extends ServiceOptions {
  readonly name: string;
  readonly source: ReadStream;
  readonly bucket: { write(key: string, body: Uint8Array | string): void };
  /** As the template has it: `ExtendedS3DestinationConfiguration`, or `AmazonopensearchserviceDestinationConfiguration`, or `RedshiftDestinationConfiguration`. */
  readonly configuration: object;
  /** Of the Glue table that records are converted to: `StorageDescriptor.Columns`. Left out where the destination is an index. */
  readonly columns?: readonly { readonly Name: string; readonly Type?: string }[];
  /** The destination of documents; what it does not take goes to the bucket. Left out where the bucket is the destination. */
  readonly index?: { readonly fetch: typeof fetch };
  /** The table's warehouse; what it does not take stays in the bucket. Left out where it is not the destination. */
  readonly warehouse?: TakesCopies;
  /** The transform function. */
  handler(event: object): Promise<unknown>;
}

export interface RunningDelivery {
  /** Resolves when everything in the stream has been delivered, or written to the error prefix. */
  idle(): Promise<void>;
  /** How many records have been lost: the stream forgot them before the bucket took them. */
  lost(): number;
}

/** The same from a topic of Amazon MSK. */
export interface TopicDeliveryOptions extends Omit<DeliveryOptions, 'source'> {
  readonly topic: ReadTopic;
}

/** A Firehose stream that records are put into, on any clock. */
export type DirectPutOptions = Omit<DeliveryOptions, 'source' | 'handler'>;

export interface DirectPutDelivery extends RunningDelivery {
  /** PutRecordBatch. Returns the positions of the records that were refused. Throws a RangeError for a call beyond its limits. */
  putBatch(records: readonly (Uint8Array | string)[]): readonly number[];
}

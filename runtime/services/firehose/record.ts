/** A record on its way through a delivery stream. */
export interface SourceRecord {
  /** Its place in its lane: texts of equal length, in order. */
  readonly position: string;
  readonly data: Uint8Array;
  /** When its source took it. */
  readonly arrivedAt: number;
  /** Of a Kinesis data stream; undefined for a record that was put. */
  readonly shard:
    { readonly shardId: string; readonly partitionKey: string; readonly sequenceNumber: string } | undefined;
}

/** Positions are compared as texts. */
export const positionOf = (number: string): string => number.padStart(60, '0');

/** What became of a record on its way to the destination. */
export type Prepared = { readonly record: SourceRecord } & (
  | { readonly result: 'ok'; readonly data: Uint8Array }
  | { readonly result: 'dropped' }
  | { readonly result: 'failed'; readonly failure: Failure }
);

/** Why a record goes to the error prefix. */
export interface Failure {
  /** What `!{firehose:error-output-type}` becomes. */
  readonly output:
    'processing-failed' | 'format-conversion-failed' | 'activePartitionExceeded' | 'AmazonOpenSearchService-failed';
  /** The document that Firehose writes for the record. */
  readonly document: object;
}

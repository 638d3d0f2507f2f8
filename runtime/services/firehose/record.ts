/** A record on its way through a delivery stream. */
export interface SourceRecord {
  /** Its place in its lane: texts of equal length, in order. */
  readonly position: string;
  readonly data: Uint8Array;
  /** When it arrived, as its source says. */
  readonly arrivedAt: number;
  /** Since when its source keeps it. */
  readonly storedAt: number;
  /** Where it was in its source; undefined for a record that was put. */
  readonly origin: Origin | undefined;
}

/** A place in a Kinesis data stream, or in a topic of Amazon MSK. */
export type Origin =
  | {
      readonly kind: 'shard';
      readonly shardId: string;
      readonly partitionKey: string;
      readonly sequenceNumber: string;
    }
  | { readonly kind: 'partition'; readonly partition: number; readonly offset: number };

/** Positions are compared as texts. */
export const positionOf = (number: string): string => number.padStart(60, '0');

/** Names a record among all of its source: offsets repeat from one partition to the next. */
export const placeOf = ({ origin, position }: SourceRecord): string =>
  origin?.kind === 'partition' ? `${origin.partition}/${position}` : position;

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

/** A record as a stream keeps it. */
export interface StreamRecord {
  readonly shardId: string;
  /** Decimal, beyond 2^53: never a JavaScript number. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  readonly arrivedAt: number;
}

/** Where records go: a stream, as a service sees it that writes to it. */
export interface RecordSink {
  readonly arn: string;
  put(partitionKey: string, data: Uint8Array | string): unknown;
  /** Whether it has capacity for a record now; a writer that is refused tries again. Left out: always. */
  admits?(partitionKey: string): boolean;
  /** What it still keeps, in order of arrival. */
  records(): readonly { readonly data: Uint8Array }[];
}

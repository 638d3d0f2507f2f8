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

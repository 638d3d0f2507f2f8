import type { DeliveryStream } from '../types.ts';

/** A delivery stream as the API sees it. */
export interface ApiStream extends DeliveryStream {
  /** The Kinesis data stream that it reads; undefined where records are put into it. */
  readonly sourceArn: string | undefined;
  /** Whether PutRecordBatch has capacity for a record now. */
  admits(identity: string): boolean;
}

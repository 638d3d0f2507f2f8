import type { SourceSettings } from '../source.ts';
import type { DeliveryStream } from '../types.ts';

/** A delivery stream as the API sees it. */
export interface ApiStream extends DeliveryStream {
  /** What it reads; undefined where records are put into it. */
  readonly source: SourceSettings | undefined;
  /** Whether PutRecordBatch has capacity for a record now. */
  admits(identity: string): boolean;
}

import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { Clock } from '../../processors/lib/clock.ts';
import type { PutObject } from '../../processors/lib/reject-store.ts';
import type { GetItem } from '../../processors/indexer/item-reader.ts';

/** What an indexer needs of the world. */
export interface IndexerPorts {
  alias: string;
  fetch: typeof fetch;
  clock: Clock;
  getItem: GetItem;
  putObject: PutObject;
}

export type IndexerUnderTest = (
  event: KinesisStreamEvent,
  context: { getRemainingTimeInMillis(): number },
) => Promise<KinesisStreamBatchResponse>;

import type { ParkedEvents } from './parked-events.ts';
import { rejected } from './parked-records.ts';

/** Events that the index does not take, and lines that are no events. */
export const unindexed: ParkedEvents = {
  kind: 'unindexed',
  shape: { ...rejected, prefix: `${rejected.prefix}access-writer/` },
  sinks: ['search'],
  bucketOutput: 'FailureBucketName',
};

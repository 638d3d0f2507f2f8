import type { ParkedEvents } from './parked-events.ts';
import { givenUp, rejected } from './parked-records.ts';

const bucketOutput = 'FailureBucketName';
const sinks = ['counts'];

/** Records with a line that the detector does not take for an event. */
export const uncounted: ParkedEvents = {
  kind: 'uncounted',
  shape: { ...rejected, prefix: `${rejected.prefix}detector/` },
  sinks,
  bucketOutput,
};

/** Batches that the detector has failed to count for 12 hours. */
export const uncountedBatches: ParkedEvents = { kind: 'uncounted-batches', shape: givenUp, sinks, bucketOutput };

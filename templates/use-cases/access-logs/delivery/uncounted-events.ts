import { otherSinks } from './other-sinks.ts';
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

/** The detector, and other functions that read the stream. */
const readers = Object.entries(otherSinks).flatMap(([name, { isGivenUp }]) => (isGivenUp ? [name] : []));

/** Batches that a function has failed on for 12 hours. */
export const uncountedBatches: ParkedEvents = {
  kind: 'uncounted-batches',
  shape: givenUp,
  sinks: [...sinks, ...readers],
  bucketOutput,
};

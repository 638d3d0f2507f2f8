import { layouts } from '../processors/archiver/layouts.ts';
import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureBucket } from './failure-bucket.ts';
import { givenUp, rejected, type Shape } from './parked-records.ts';
import { streamWayBack } from './stream-way-back.ts';

/** What the archiver does not bring into the archive, by the name of the store. */
export const parkedShapes = { 'given-up': givenUp, rejected };

export const failureStores: Record<keyof typeof parkedShapes, FailureStoreDescription> = {
  'given-up': storeOf(givenUp),
  rejected: storeOf(rejected),
};

/** A log may hold a reading twice: nothing is ever held back. */
function storeOf(shape: Shape): FailureStoreDescription {
  return {
    sinks: Object.keys(layouts),
    open: (stage) => ({
      objects: failureBucket(stage, shape),
      wayBack: streamWayBack(stage, 'EventStreamName'),
      holdsBack: () => undefined,
    }),
  };
}

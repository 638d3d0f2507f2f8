import type { FailureStore, FailureStoreDescription, Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput } from './click-lake-sink.ts';
import { eventOfLine, type EnteredEvent } from './entered-event.ts';
import { failureBucket } from './failure-bucket.ts';
import { unconverted, unprocessed } from './lake-failures.ts';
import { parkedInStack } from './parked-in-stack.ts';
import type { Shape } from './parked-records.ts';
import { streamWayBack } from './stream-way-back.ts';

const streamOutput = 'ClickStreamName';
const sinks = ['lake'];
const stores: Readonly<Record<'unprocessed' | 'unconverted', Shape>> = { unprocessed, unconverted };

/** `npm run replay`: lines that did not get into the lake go back into the stream, and so to every reader once more. */
export const lakeFailureStores: Record<keyof typeof stores, FailureStoreDescription> = {
  unprocessed: storeOf(unprocessed),
  unconverted: storeOf(unconverted),
};

/** The lake may hold a line twice: nothing is ever held back. */
function storeOf(shape: Shape): FailureStoreDescription {
  return {
    sinks,
    open: (stage) => ({
      objects: failureBucket(stage, shape, lakeBucketOutput),
      wayBack: streamWayBack(stage, streamOutput),
      holdsBack: () => undefined,
    }),
  };
}

/** The same of a run on this machine. */
export const parkedBeforeLake = (place: Place): FailureStore<EnteredEvent>[] =>
  Object.entries(stores).map(([kind, shape]) =>
    parkedInStack({ kind, shape, sinks, streamOutput, bucketOutput: lakeBucketOutput, read: eventOfLine }, place),
  );

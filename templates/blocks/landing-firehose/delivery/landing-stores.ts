import type { FailureStoreDescription, FailureStores } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureBucket } from './failure-bucket.ts';
import { landingShapes, type LandingShape } from './landing-shapes.ts';
import { landingWayBack, textOf } from './landing-way-back.ts';
import type { ParkedFromTopic } from './parked-from-topic.ts';

/** `npm run replay`: what does not get from the topic into the raw zone, by the name of the store. */
export const landingStores = (sinks: readonly string[]): FailureStores =>
  Object.fromEntries(Object.entries(landingShapes).map(([name, place]) => [name, storeOf(place, sinks)]));

function storeOf({ shape, bucketOutput }: LandingShape, sinks: readonly string[]): FailureStoreDescription {
  return {
    sinks,
    open: (stage) => ({
      objects: failureBucket(stage, shape, bucketOutput),
      wayBack: landingWayBack(stage),
      holdsBack: (parked) =>
        textOf((parked as ParkedFromTopic).record) === undefined
          ? 'the value is not UTF-8: it will never be an event'
          : undefined,
    }),
  };
}

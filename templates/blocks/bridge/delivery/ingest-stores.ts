import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { bridgeWayBack } from './bridge-way-back.ts';
import { failureBucket } from './failure-bucket.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from './parked-kafka-records.ts';
import type { Shape } from './parked-records.ts';

/** What does not get from the topic into the stream, by the name of the store. */
export const ingestStores: Record<'given-up' | 'rejected', FailureStoreDescription> = {
  'given-up': storeOf(topicGivenUp),
  rejected: storeOf(topicRejected),
};

/** The stream may have an event twice: nothing is ever held back. */
function storeOf(shape: Shape<ParkedFromTopic>): FailureStoreDescription {
  return {
    sinks: ['stream'],
    open: (stage) => ({
      objects: failureBucket(stage, shape),
      wayBack: bridgeWayBack(stage),
      holdsBack: () => undefined,
    }),
  };
}

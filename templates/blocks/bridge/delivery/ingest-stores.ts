import type {
  FailureStoreDescription,
  FailureStores,
  OpenStage,
  ParkedObjects,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { bridgeWayBack } from './bridge-way-back.ts';
import { failureBucket } from './failure-bucket.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from './parked-kafka-records.ts';
import type { Shape } from './parked-records.ts';

export interface IngestStores {
  /** The sinks of what comes in. */
  sinks: readonly string[];
  /** Prefixes where Lambda parks what other functions read. */
  others(outputs: OpenStage['outputs']): readonly string[];
}

/** What does not get from the topic into the stream, by the name of the store. */
export const ingestStores = ({ sinks, others }: IngestStores): FailureStores => ({
  'given-up': storeOf(topicGivenUp, sinks, ({ outputs }) => others(outputs)),
  rejected: storeOf(topicRejected, sinks, () => []),
});

/** The stream may have an event twice: nothing is ever held back. `others`: prefixes where other things are parked. */
function storeOf(
  shape: Shape<ParkedFromTopic>,
  sinks: readonly string[],
  others: (stage: OpenStage) => readonly string[],
): FailureStoreDescription {
  return {
    sinks,
    open: (stage) => ({
      objects: without(failureBucket(stage, shape), others(stage)),
      wayBack: bridgeWayBack(stage),
      holdsBack: () => undefined,
    }),
  };
}

const without = (
  objects: ParkedObjects<ParkedFromTopic>,
  prefixes: readonly string[],
): ParkedObjects<ParkedFromTopic> => ({
  ...objects,
  async *keys() {
    for await (const each of objects.keys()) if (!prefixes.some((prefix) => each.key.startsWith(prefix))) yield each;
  },
});

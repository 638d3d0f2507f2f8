import type {
  FailureStoreDescription,
  FailureStores,
  OpenStage,
  ParkedObjects,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { bridgeWayBack } from './bridge-way-back.ts';
import { everySink } from './every-sink.ts';
import { failureBucket } from './failure-bucket.ts';
import { analysisGivenUp } from './kept-by-analysis.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from './parked-kafka-records.ts';
import { lakeFailureStores } from './parked-before-lake.ts';
import type { Shape } from './parked-records.ts';

/** What does not get from the topic into the stream, or from there into the lake, by the name of the store. */
export const failureStores: FailureStores = {
  'given-up': storeOf(topicGivenUp, ({ outputs }) => [analysisGivenUp(outputs)]),
  rejected: storeOf(topicRejected, () => []),
  ...lakeFailureStores,
};

/** The stream may have an event twice: nothing is ever held back. `others`: prefixes where other things are parked. */
function storeOf(
  shape: Shape<ParkedFromTopic>,
  others: (stage: OpenStage) => readonly string[],
): FailureStoreDescription {
  return {
    sinks: everySink,
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

import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Feeder, Place, SamplePurpose, Source } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { topicSamples, type TopicSample, type TopicShares } from './source-events/topic-samples.ts';
import { topicEvent, type TopicEvent } from './accepted-event.ts';

export const topicShares: Readonly<Record<SamplePurpose, TopicShares>> = {
  check: { wrong: 0.04, unruly: 0.03, tombstones: 0.03, keyless: 0.05, large: 0.005 },
  live: { wrong: 0.003, unruly: 0.003, tombstones: 0.01, keyless: 0.03, large: 0.001 },
  sound: { wrong: 0, unruly: 0, tombstones: 0.01, keyless: 0.03, large: 0 },
};

/** The producers of the topic. A record is accepted once a broker has it. */
export const topicSource = (place: Place): Source<TopicEvent, TopicSample> => ({
  samples: (seed, purpose) => topicSamples(seed, topicShares[purpose], () => place.clock.now()),
  lane: ({ key }) => (key === null ? '' : Buffer.from(key).toString('base64')),
  feeder,
  onAccepted: (listener) => {
    const topic = place.find('kafkaTopic');
    for (const record of topic.records()) listener(topicEvent(record));
    topic.onAppend((record) => listener(topicEvent(record)));
  },
});

/** Anybody whom IAM allows may produce to the topic: no call of this project is between these producers and the topic. */
function feeder({ find }: LocalStack): Feeder<TopicSample> {
  const topic = find('kafkaTopic');
  return {
    feed: async (sample) => void topic.append(sample),
    close: () => undefined,
  };
}

import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Feeder, Place, SamplePurpose, Source } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { topicSamples, type TopicSample, type TopicShares } from './clicks/topic-samples.ts';
import { topicReader, type TopicEvent } from './topic-event.ts';

export const topicShares: Readonly<Record<SamplePurpose, TopicShares>> = {
  check: { wrong: 0.06, tombstones: 0.03, keyless: 0.05, large: 0.005, late: 0.03 },
  live: { wrong: 0.003, tombstones: 0.01, keyless: 0.03, large: 0.001, late: 0.002 },
  sound: { wrong: 0, tombstones: 0.01, keyless: 0.03, large: 0, late: 0 },
};

/** The producers of the topic. A record is accepted once a broker has it. */
export const topicSource = (place: Place): Source<TopicEvent, TopicSample> => ({
  samples: (seed, purpose) => topicSamples(seed, topicShares[purpose], () => place.clock.now()),
  lane: ({ key }) => (key === null ? '' : Buffer.from(key).toString('base64')),
  feeder,
  onAccepted: (listener) => {
    const [topic, read] = [place.find('kafkaTopic'), topicReader(place)];
    for (const record of topic.records()) listener(read.inTopic(record));
    topic.onAppend((record) => listener(read.inTopic(record)));
  },
});

/** The brokers are outside of AWS, and outside of the stack: no call of this project is between producers and the topic. */
function feeder({ find }: LocalStack): Feeder<TopicSample> {
  const topic = find('kafkaTopic');
  return {
    feed: async (sample) => void topic.append(sample),
    close: () => undefined,
  };
}

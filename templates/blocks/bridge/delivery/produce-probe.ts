import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { topicSamples } from './clicks/topic-samples.ts';
import { topicShares } from './topic-source.ts';

const isNumber = /^\d{1,6}$/;
const numberIn = (input: string): number => (isNumber.test(input) ? Number(input) : 1);

/**
 * Writes a record into the topic of a run, as a producer does: what a person typed, or samples. Says where Kafka clients may
 * produce to it.
 */
export function produceProbe(place: Place): Probe {
  const samples = topicSamples(Date.now() % 1_000_000, topicShares.sound, () => place.clock.now());
  return {
    id: 'produce',
    title: 'Produce',
    label: 'The value of a record, or how many samples',
    placeholder: '{"event_id":"c-1","event_type":"page_view"}',
    action: 'Produce',
    acts: true,
    ask: async (_, input) => {
      const topic = place.find('kafkaTopic');
      const sample = () => samples.next().value;
      for (let left = numberIn(input) - 1; left > 0; left--) topic.append(sample());
      const value = isNumber.test(input) ? undefined : input;
      const { partition, offset } = topic.append(value ? { key: sample().key, value } : sample());
      const written = { topic: topic.name, partition, offset, brokers: topic.address };
      const summary = `Partition ${partition}, offset ${offset}`;
      return { summary, failed: false, rows: [written], raw: written };
    },
    problems: async () => [],
  };
}

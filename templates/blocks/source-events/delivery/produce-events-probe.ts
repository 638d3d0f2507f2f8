import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { topicSamples, type TopicSample } from './source-events/topic-samples.ts';
import { topicShares } from './events-source.ts';

/** So many samples: "500". */
const samplesWanted = /^\d{1,6}$/;

/** Writes a record into the topic of a run, as a producer does: what a person typed, or samples. */
export function produceProbe(place: Place): Probe {
  const samples = topicSamples(Date.now() % 1_000_000, topicShares.sound, () => place.clock.now());
  return {
    id: 'produce',
    title: 'Produce',
    label: 'The value of a record, or how many samples',
    placeholder: '{"eventId":"e-1","source":"orders"}',
    action: 'Produce',
    acts: true,
    ask: async (_, input) => {
      const topic = place.find('kafkaTopic');
      const isCount = samplesWanted.test(input);
      for (let left = (isCount ? Number(input) : 1) - 1; left > 0; left--) topic.append(samples.next().value);
      const sample: TopicSample = samples.next().value;
      const typed: TopicSample = { key: entityIn(input), value: input, headers: [] };
      const { partition, offset } = topic.append(input === '' || isCount ? sample : typed);
      const written = { topic: topic.name, partition, offset };
      return { summary: `Partition ${partition}, offset ${offset}`, failed: false, rows: [written], raw: written };
    },
    problems: async () => [],
  };
}

/** A producer gives a record the key of its entity: its events stay in order. */
function entityIn(value: string): string | null {
  try {
    const { entityId } = JSON.parse(value) as { entityId?: unknown };
    return typeof entityId === 'string' ? entityId : null;
  } catch {
    // any text may be typed
    return null;
  }
}

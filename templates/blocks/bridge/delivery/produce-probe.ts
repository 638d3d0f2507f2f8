import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEvents } from './clicks/click-events.ts';
import { topicSamples, type TopicSample } from './clicks/topic-samples.ts';
import { topicShares } from './topic-source.ts';

/** So many samples, and of which kind: "500", "500 late", "6000 of one user". */
const samplesWanted = /^(?<count>\d{1,6})(?: (?<kind>late|of one user))?$/;

/** How far an event that is late is behind. Milliseconds. */
const hour = 3_600_000;

/**
 * Writes a record into the topic of a run, as a producer does: what a person typed, or samples. Says where Kafka clients may
 * produce to it.
 */
export function produceProbe(place: Place): Probe {
  const seed = Date.now() % 1_000_000;
  const now = () => place.clock.now();
  const samples = topicSamples(seed, topicShares.sound, now);
  const clicks = clickEvents(seed, now);
  const sampleOf = (kind: string | undefined): TopicSample => {
    if (kind === undefined) return samples.next().value;
    const { user, event } = clicks.next().value;
    const changed =
      kind === 'late'
        ? { event_time: Number(event['event_time']) - hour }
        : { user_id: 'crawler-9', consent: ['analytics'] };
    const key = kind === 'late' ? user : 'crawler-9';
    return { key, value: JSON.stringify({ ...event, ...changed }), headers: [] };
  };
  return {
    id: 'produce',
    title: 'Produce',
    label: 'The value of a record, or how many samples: 500, 500 late, 6000 of one user',
    placeholder: '{"event_id":"c-1","event_type":"page_view"}',
    action: 'Produce',
    acts: true,
    ask: async (_, input) => {
      const topic = place.find('kafkaTopic');
      const wanted = samplesWanted.exec(input)?.groups;
      for (let left = Number(wanted?.['count'] ?? 1) - 1; left > 0; left--) topic.append(sampleOf(wanted?.['kind']));
      const isTyped = input !== '' && !wanted;
      const last = sampleOf(wanted?.['kind']);
      const { partition, offset } = topic.append(isTyped ? { key: userIn(input) ?? last.key, value: input } : last);
      const written = { topic: topic.name, partition, offset, brokers: topic.address };
      const summary = `Partition ${partition}, offset ${offset}`;
      return { summary, failed: false, rows: [written], raw: written };
    },
    problems: async () => [],
  };
}

/** A producer gives a record the key of its user: their events stay in order. */
function userIn(value: string): string | undefined {
  try {
    const { user_id: user } = JSON.parse(value) as { user_id?: unknown };
    return typeof user === 'string' ? user : undefined;
  } catch {
    // any text may be typed
    return undefined;
  }
}

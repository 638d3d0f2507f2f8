import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { streamLines } from './stream-sink.ts';
import { streamOrder } from './stream-order.ts';
import { identityOf, topicReader, type TopicEvent } from './topic-event.ts';

/** The newest so many lines of a key. */
const shown = 20;

/** What the stream has of a key, in its order; a check finds events there that have overtaken others. */
export function orderProbe(place: Place): Probe {
  const order = streamOrder(place);
  const read = topicReader(place);
  return {
    id: 'order',
    title: 'Order',
    label: 'A key of the topic, such as a user; leave it empty for the newest',
    placeholder: 'crawler-1',
    action: 'Follow',
    ask: async (_, input) => {
      const events = place.find('kafkaTopic').records().map(read.inTopic);
      const key = input === '' ? newestKey(events) : Buffer.from(input).toString('base64');
      const its = new Set(events.filter((event) => event.key === key).map(identityOf));
      const rows = [...streamLines(place)]
        .flatMap(({ identity, origin }) => (origin && identity && its.has(identity) ? [origin] : []))
        .map(({ topic, partition, offset }) => ({ topic, partition, offset }));
      const summary = `${rows.length} lines of ${its.size} records`;
      return { summary, failed: false, rows: rows.slice(-shown), raw: rows };
    },
    problems: async () => order.problems(),
  };
}

const newestKey = (events: readonly TopicEvent[]): string | undefined =>
  events.findLast(({ key, kind }) => key !== undefined && kind === 'event')?.key;

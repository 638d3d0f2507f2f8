import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { streamOrder } from './stream-order.ts';
import { streamLines } from './stream-sink.ts';

/** The newest so many lines of a user. */
const shown = 20;

/** What the stream has of a user, in its order; a check finds events there that have overtaken others. */
export function orderProbe(place: Place): Probe {
  const order = streamOrder(place);
  return {
    id: 'order',
    title: 'Order',
    label: 'A user; leave it empty for the newest',
    placeholder: 'crawler-1',
    action: 'Follow',
    ask: async (_, input) => {
      const lines = [...streamLines(place)];
      const user = input === '' ? lines.at(-1)?.user : encodeURIComponent(input);
      const rows = lines
        .filter((line) => line.user === user)
        .map(({ identity, arrival }) => ({ event: identity, arrived: new Date(arrival).toISOString() }));
      return {
        summary: `${rows.length} lines of ${user ?? 'nobody'}`,
        failed: false,
        rows: rows.slice(-shown),
        raw: rows,
      };
    },
    problems: async () => order.problems(),
  };
}

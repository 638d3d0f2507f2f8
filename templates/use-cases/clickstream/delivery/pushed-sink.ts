import { stages } from '../infra/config.ts';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { Aggregate, ChangingTable } from '../.stream-pipeline/runtime/runtime.cjs';
import type { EnteredEvent } from './entered-event.ts';

type Item = Readonly<Record<string, { S?: string; N?: string; M?: object } | undefined>>;

const oldest = stages[0]!.oldestOffer.toMilliseconds();
/** How late the push may come to an offer, in milliseconds: one that would be too old by then is not asked for. */
const spare = 10 * 60_000;
/** What can be the name of a channel (AppSync developer guide, "Understanding channels"). */
const channelName = /^[A-Za-z0-9-]{1,50}$/;

/**
 * Offers that AppSync has broadcast, each to the channel of its own user: every offer of the table at least once. One that was too old when
 * it was written, or nearly so, is not asked for, nor one of a user without a channel. Read from both ends, without any code of the push.
 */
export function pushedSink({ find, outputs }: Place): Aggregate<EnteredEvent> {
  const table = find('table', output(outputs, 'ResultsTableName')) as ChangingTable;
  const written = new Map<string, number>();
  table.onChange(({ before, after, micros }) => {
    if (before === undefined && after !== undefined) written.set(nameIn(after as Item), micros / 1000);
  });
  const isDue = (item: Item): boolean => {
    const happened = Number(item['happened']?.N);
    return (written.get(nameIn(item)) ?? happened) - happened <= oldest - spare;
  };
  return {
    kind: 'aggregate',
    reference: () =>
      new Map(
        (table.items() as readonly object[] as readonly Item[])
          .filter(({ result, user, offer }) => result?.S?.startsWith('offer#') && offer && channelName.test(user!.S!))
          .filter(isDue)
          .map((item) => [nameIn(item), { pushed: 1 }]),
      ),
    held: () => {
      const broadcast = find('eventApi')
        .broadcasts()
        .map(({ channel, event }) => `${channel.replace('/offers/', '')} ${(JSON.parse(event) as { id: string }).id}`);
      return [...new Set(broadcast)].map((name) => [name, { pushed: 1 }] as const);
    },
  };
}

const nameIn = ({ user, result }: Item): string => `${user!.S} ${result!.S}`;

import type { Held, Keyed } from '../.stream-pipeline/runtime/runtime.cjs';
import { identityOf, type TopicEvent } from './accepted-event.ts';
import { curatedPlace, curatedState, exactAmount, type CuratedState } from './curated-state.ts';
import { millisecondsOf, type LoadedEvents } from './loaded-events.ts';

type Row = LoadedEvents['rows'][number];

/**
 * The table of events in the warehouse: every event once, whatever day it is of. It knows nothing of curation and loader: a row is compared
 * with its record in the topic, to the last digit of an amount.
 */
export const warehouseSink = (loaded: LoadedEvents): Keyed<TopicEvent, CuratedState> => ({
  kind: 'keyed',
  place: (event) => {
    if (event.kind === 'tombstone') return { key: identityOf(event), order: 0 };
    const found = curatedPlace(event);
    return found && { key: keyOf(found.eventId), order: 0 };
  },
  when: () => 'any offset',
  state: curatedState,
  *held() {
    for (const row of loaded.rows) yield entryOf(row);
  },
});

const keyOf = (eventId: unknown): string => `event ${String(eventId)}`;

const entryOf = (row: Row): Held<CuratedState> => ({
  key: typeof row['event_id'] === 'string' ? keyOf(row['event_id']) : undefined,
  id: `offset ${String(row['kafka_offset'])}`,
  order: 0,
  state: () => stateIn(row),
});

function stateIn({ landed_at: _, curated_hour: __, ...row }: Row): CuratedState {
  return {
    ...(row as unknown as CuratedState),
    occurred_at: millisecondsOf(row['occurred_at']),
    amount: exactAmount(row['amount']),
    kafka_timestamp: millisecondsOf(row['kafka_timestamp']),
  };
}

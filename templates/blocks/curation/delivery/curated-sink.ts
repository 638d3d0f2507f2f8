import type { Held, Keyed } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { identityOf, type TopicEvent } from './accepted-event.ts';
import { curatedPlace, curatedState, type CuratedState } from './curated-state.ts';
import { lakeBucketOutput, rowsOf } from './raw-sink.ts';

type Row = ReturnType<typeof rowsOf>[number];

/**
 * The curated zone: every event of a day once, in the folder of its day. Of the records of an event any may have stayed; the others are
 * superseded. It knows nothing of the curation: a row is compared with its record in the topic.
 */
export const curatedSink = (place: Place): Keyed<TopicEvent, CuratedState> => ({
  kind: 'keyed',
  place: (event) => {
    if (event.kind === 'tombstone') return { key: identityOf(event), order: 0 };
    const found = curatedPlace(event);
    return found && { key: keyOf(found.eventId, found.day), order: 0 };
  },
  when: () => 'any offset',
  state: (event) => withRoundAmount(curatedState(event)),
  *held() {
    for (const { key, body } of place.find('bucket', output(place.outputs, lakeBucketOutput)).contents('curated/'))
      yield* entriesIn(key, body);
  },
});

const keyOf = (eventId: unknown, day: string): string => `event ${String(eventId)} of ${day}`;

/** A reader of Parquet in JavaScript gives a decimal as a number: the warehouse knows all of its digits. */
const withRoundAmount = (state: CuratedState): CuratedState => ({
  ...state,
  amount: state.amount === null ? null : Number(state.amount).toPrecision(14),
});

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly Held<CuratedState>[]>();

function entriesIn(where: string, body: Uint8Array): readonly Held<CuratedState>[] {
  const known = read.get(body);
  if (known) return known;
  const day = /^curated\/day=(\d{4}-\d\d-\d\d)\/hour=\d{4}-\d\d-\d\d-\d\d\/[^/]+$/.exec(where)?.[1];
  const entries = rowsOf(body).map((row): Held<CuratedState> => ({
    key: day === undefined || row['event_id'] === undefined ? undefined : keyOf(row['event_id'], day),
    id: where,
    order: 0,
    state: () => stateIn(row),
  }));
  read.set(body, entries);
  return entries;
}

function stateIn(row: Row): CuratedState {
  const { landed_at: _, ...columns } = row;
  const state = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value ?? null]));
  return withRoundAmount(state as never);
}

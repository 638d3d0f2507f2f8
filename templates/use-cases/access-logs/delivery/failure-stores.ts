import type { FailureStores } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { objectsGivenUp } from './objects-given-up.ts';
import { otherSinks } from './other-sinks.ts';
import { parkedEventsStore } from './parked-events.ts';
import { parkedLinesStore } from './parked-lines.ts';
import { everySink } from './sinks.ts';
import { unconvertedEvents } from './unconverted-store.ts';
import { uncounted, uncountedBatches } from './uncounted-events.ts';

/** What does not get to where it belongs, by the name of the store. */
export const failureStores = {
  unread: { ...parkedLinesStore, sinks: everySink },
  'given-up': { ...objectsGivenUp, sinks: everySink },
  unconverted: parkedEventsStore(unconvertedEvents),
  uncounted: parkedEventsStore(uncounted),
  'uncounted-batches': parkedEventsStore(uncountedBatches),
  ...Object.fromEntries(
    Object.values(otherSinks)
      .flatMap(({ parked }) => Object.entries(parked))
      .map(([name, events]) => [name, parkedEventsStore(events)]),
  ),
} satisfies FailureStores;

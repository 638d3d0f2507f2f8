import type { Pipeline, Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { TopicEvent } from './accepted-event.ts';
import { curate } from './curate.ts';
import { rowsToCurate } from './rows-to-curate.ts';
import type { LoadedEvents } from './loaded-events.ts';
import { rowsToLoad } from './rows-to-load.ts';
import type { TopicSample } from './source-events/topic-samples.ts';

/** Rounds until everything is curated and loaded. What is not by then is lost to the account. */
const mostRounds = 5;

/** Rows wait in the lake until their hour is over: a check curates and loads them at once, as schedule and loader do. */
export function finishing(
  place: Place,
  loaded: LoadedEvents,
): Required<Pick<Pipeline<TopicEvent, TopicSample>, 'finish' | 'scheduled'>> {
  const scheduled = (): number => rowsToCurate(place) + rowsToLoad(place, loaded);
  return {
    scheduled,
    finish: async (settled) => {
      for (let round = 0; round < mostRounds; round++) {
        const isCurated = await curate(place);
        // the end of a run calls the loader
        await settled();
        await loaded.read();
        if (isCurated && scheduled() === 0) return;
      }
    },
  };
}

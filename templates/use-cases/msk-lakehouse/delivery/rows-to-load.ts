import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { LoadedEvents } from './loaded-events.ts';
import { lakeBucketOutput } from './raw-sink.ts';
import { countRows } from './rows-to-curate.ts';

/** Rows of the curated zone that were written after their hour was loaded. */
export const rowsToLoad = (place: Place, loaded: LoadedEvents): number =>
  place
    .find('bucket', output(place.outputs, lakeBucketOutput))
    .contents('curated/')
    .filter(({ key, storedAt }) => {
      const hour = key.split('/hour=')[1]?.split('/')[0] ?? '';
      return storedAt >= (loaded.loadedAt(hour) ?? -Infinity);
    })
    .reduce((sum, { body }) => sum + countRows(body), 0);

import { after, before, startOf } from './hours.ts';
import type { Objects } from './objects.ts';
import { curatedUntil, digestOf, recordOf, setCuratedUntil } from './state.ts';

/** Firehose writes below the hour in which a record arrived, and tries for 24 hours: that long, an hour may still get objects. */
const lookedBack = 26;

/**
 * Returns the hours to curate up to `last`, oldest first. If an earlier hour got new objects, the list begins with that hour, because an
 * event in it makes later ones duplicates. `againFrom` sets an hour to begin with.
 */
export async function dueHours(objects: Objects, last: string, againFrom: string | undefined): Promise<string[]> {
  const folders = await objects.folders('raw/');
  const present = folders
    .filter((name) => name.startsWith('hour='))
    .map((name) => name.slice('hour='.length))
    .toSorted();
  const until = await curatedUntil(objects);
  const next = until === undefined ? present[0] : after(until);
  if (next === undefined) return [];
  if (againFrom !== undefined) startOf(againFrom);
  const changed = until === undefined ? undefined : await firstChanged(objects, present, until);
  const first = [next, changed, againFrom].filter((hour) => hour !== undefined).toSorted()[0]!;
  // a run that ends half way is continued from here, not from where the earlier run ended
  if (until !== undefined && first <= until) await setCuratedUntil(objects, before(first));
  return present.filter((hour) => first <= hour && hour <= last);
}

async function firstChanged(objects: Objects, present: readonly string[], until: string): Promise<string | undefined> {
  for (const hour of present) {
    if (hour < before(until, lookedBack) || hour > until) continue;
    const record = await recordOf(objects, hour);
    if (record?.digest !== digestOf(await objects.sizes(`raw/hour=${hour}/`))) return hour;
  }
  return undefined;
}

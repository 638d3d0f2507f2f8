import { after, before, startOf } from './hours.ts';
import type { Objects } from './objects.ts';
import { curatedUntil, digestOf, recordOf, setCuratedUntil } from './state.ts';

/** Firehose writes below the hour in which a record arrived, and tries for 24 hours: that long, an hour may still get objects. */
const lookedBack = 26;

/**
 * The hours with raw objects, oldest first, up to `last`: those that no run has finished, and all from the first one that has got objects
 * since, because what an hour brings is a duplicate in later ones. `againFrom` is an hour to begin with.
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

import { setTimeout } from 'node:timers/promises';
import type { LocalPipeline } from './pipeline.ts';
import { sampleChanges, type SampleChange, type SampleOptions } from './sample-changes.ts';
import { keyOf } from './sample-items.ts';

export interface Feeding extends SampleOptions {
  /** How many changes to make; undefined: until the signal. */
  events: number | undefined;
  /** Changes in a real second. */
  rate: number;
  signal: AbortSignal;
}

/** How many changes are under way at once. */
const concurrency = 16;

/**
 * Makes sample changes at the source, in order for each item. After a run that was killed, continues with the first change that was
 * not noted; a change that was made but not noted is made again, which has no effect.
 */
export async function feed(pipeline: LocalPipeline, { events, rate, signal, ...samples }: Feeding): Promise<void> {
  const changes = sampleChanges(samples);
  const begun = performance.now();
  const first = pipeline.stack.fedBefore;
  const until = events ?? Infinity;
  let nth = 0;
  for (; nth < first; nth++) changes.next();
  while (nth < until && !signal.aborted) {
    const due = Math.min(until, first + Math.floor(((performance.now() - begun) * rate) / 1000) + 1);
    if (nth >= due) await pause(1000 / rate, signal);
    while (nth < due && !signal.aborted) {
      const group = Array.from({ length: Math.min(concurrency, due - nth) }, () => changes.next().value);
      await inOrderByItem(group, (change) => pipeline.apply(change));
      pipeline.noteFed((nth += group.length));
    }
  }
}

/** Changes of one item one after the other, those of different items at once. */
async function inOrderByItem(
  changes: readonly SampleChange[],
  apply: (change: SampleChange) => Promise<void>,
): Promise<void> {
  const byItem = Map.groupBy(changes, itemOf);
  await Promise.all(
    [...byItem.values()].map(async (ofOneItem) => {
      for (const change of ofOneItem) await apply(change);
    }),
  );
}

function itemOf(change: SampleChange): string {
  if (change.kind === 'poison') return '';
  return JSON.stringify(change.kind === 'put' ? keyOf(change.item) : change.key);
}

/** Real time: the source does not wait for the clock of the run. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(Math.min(milliseconds, 1000), undefined, { signal }).catch(() => undefined);

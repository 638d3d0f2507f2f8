import { windowLength } from './group-window.ts';
import type { Progress } from './layout.ts';
import { delayOf, type SourceDelays } from './source-delays.ts';

/**
 * When the last record may arrive that counts for a window: its end and the delay of its source. Both sides go by the
 * arrival in the stream, which a repetition does not change: the detector leaves out what arrives later, the evaluator
 * judges once every shard is there.
 */
export const fenceOf = (source: string, start: number, delays: SourceDelays): number =>
  start + windowLength + delayOf(delays, source);

export type Fence = 'closed' | 'passed' | 'given-up';

/** Milliseconds. */
export const patience = {
  /** A shard that was not heard from for so long holds nothing up: it is idle, or closed. */
  silent: 5 * windowLength,
  /** What arrived before the fence in a shard that was idle may be on its way for so long. */
  onTheWay: windowLength,
};

/**
 * Says whether a window may be judged: every working shard has `passed` its fence, or the wait for those behind is `given-up`, which
 * is `longest` milliseconds.
 */
export function fenceAt(now: number, fence: number, shards: readonly Progress[], longest: number): Fence {
  if (now < fence) return 'closed';
  const behind = shards.filter(({ arrived }) => arrived < fence);
  if (behind.length === 0 && shards.length > 0) return 'passed';
  const working = behind.filter(({ counted }) => now - counted <= patience.silent);
  if (working.length === 0 && now - fence >= patience.onTheWay) return 'passed';
  return now - fence >= longest ? 'given-up' : 'closed';
}

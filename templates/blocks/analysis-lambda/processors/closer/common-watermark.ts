import type { Settings } from '../lib/analysis/settings.ts';
import type { ShardProgress } from '../lib/analysis/shard-rows.ts';
import { watermarkOf } from '../lib/analysis/user-analysis.ts';

/** Milliseconds. */
export const patience = {
  /** A shard of which nothing was analysed for so long holds no session open: it is idle, or closed. */
  silent: 5 * 60_000,
  /** What has arrived in a shard that was idle may be on its way to the analysis for so long. */
  onTheWay: 60_000,
};

/**
 * The watermark that all shards have passed; undefined before there is a shard. A shard from which nothing has come for five minutes
 * is taken to be idle: an event that arrived in it a minute ago would be analysed.
 */
export function commonWatermark(now: number, shards: readonly ShardProgress[], settings: Settings): number | undefined {
  const working = shards.filter(({ analysed }) => now - analysed <= patience.silent);
  if (working.length > 0) return watermarkOf(Math.min(...working.map(({ arrived }) => arrived)), settings);
  return shards.length > 0 ? watermarkOf(now - patience.onTheWay, settings) : undefined;
}

import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { collectedEvents, identityOf } from './collected-event.ts';
import { streamLines } from './stream-sink.ts';
import { onTaken } from './taken-requests.ts';

/** The order of the stream, as the collector has answered. */
export interface StreamOrder {
  /** Events that are in the stream before an earlier one of their user, or in another shard: a sentence each. None when all is well. */
  problems(): string[];
}

/**
 * A client sends the requests of a user one after the other, and each until it is accepted: the first appearances of their events are in
 * the order of the answers, in one shard. Begins to look when it is made.
 */
export function streamOrder(place: Place): StreamOrder {
  const rank = new Map<string, number>();
  onTaken(place, (data) => {
    for (const event of collectedEvents(data)) if (!rank.has(identityOf(event))) rank.set(identityOf(event), rank.size);
  });
  return {
    problems() {
      const newest = new Map<string, { identity: string; rank: number; shard: string }>();
      const seen = new Set<string>();
      const problems: string[] = [];
      for (const { user, identity, shard } of streamLines(place)) {
        const own = rank.get(identity);
        if (own === undefined || seen.has(identity)) continue;
        seen.add(identity);
        const before = newest.get(user);
        if (before && before.shard !== shard)
          problems.push(`${identity}: the stream has ${before.identity}, of the same user, in another shard`);
        if (before && before.rank > own)
          problems.push(`${identity}: the stream has ${before.identity}, a later event of its user, before it`);
        else newest.set(user, { identity, rank: own, shard });
      }
      return problems;
    },
  };
}

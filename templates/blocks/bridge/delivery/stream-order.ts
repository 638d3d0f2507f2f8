import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { onceParked } from './parked-on-the-way.ts';
import { streamLines } from './stream-sink.ts';
import { identityOf, topicReader } from './topic-event.ts';

/** The order of the stream, as the topic gives it. */
export interface StreamOrder {
  /** Events that are in the stream before an earlier one of their key, or in another shard: a sentence each. None when all is well. */
  problems(): string[];
}

/**
 * Of each key and partition, the first appearances of its events in the stream are in the order of their offsets. What was parked comes
 * when somebody replays it, and what has no key has no order. Who reads a stream has the order of a shard only. Begins to look when it
 * is made.
 */
export function streamOrder(place: Place): StreamOrder {
  const parked = new Set<string>();
  const read = topicReader(place);
  onceParked(place, (event) => parked.add(identityOf(event)));
  return {
    problems() {
      const laneOf = new Map<string, string>();
      for (const record of place.find('kafkaTopic').records()) {
        const event = read.inTopic(record);
        if (event.key !== undefined) laneOf.set(identityOf(event), `${event.partition} ${event.key}`);
      }
      const newest = new Map<string, { identity: string; offset: number; shard: string }>();
      const seen = new Set<string>();
      const problems: string[] = [];
      for (const { origin, identity, shard } of streamLines(place)) {
        const lane = identity && laneOf.get(identity);
        if (!origin || !identity || lane === undefined || seen.has(identity) || parked.has(identity)) continue;
        seen.add(identity);
        const before = newest.get(lane);
        if (before && before.shard !== shard)
          problems.push(`${identity}: the stream has ${before.identity}, of the same key, in another shard`);
        if (before && before.offset > origin.offset)
          problems.push(`${identity}: the stream has ${before.identity}, a later event of its key, before it`);
        else newest.set(lane, { identity, offset: origin.offset, shard });
      }
      return problems;
    },
  };
}

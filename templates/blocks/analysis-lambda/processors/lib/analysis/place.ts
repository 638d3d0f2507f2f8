/** Where a record is: sequence numbers grow within a shard, and have up to 56 digits. */
export interface Place {
  shard: string;
  sequence: string;
}

/** The last places of which a user has events: one, and two while a shard is split or merged. */
export type Seen = readonly (readonly [shard: string, sequence: string])[];

const mostShards = 4;

/** Whether an event at this place was applied before: records of a shard come in their order. */
export const wasSeen = (seen: Seen, { shard, sequence }: Place): boolean =>
  seen.some(([known, last]) => known === shard && BigInt(sequence) <= BigInt(last));

/** Remembers a place that is further in its shard than the one before. */
export const withSeen = (seen: Seen, { shard, sequence }: Place): Seen => [
  ...seen.filter(([known]) => known !== shard).slice(1 - mostShards),
  [shard, sequence],
];

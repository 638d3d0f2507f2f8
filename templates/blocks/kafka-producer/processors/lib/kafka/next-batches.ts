import { partitionOf } from './partition-of.ts';
import { batchHead, recordSize, type TopicRecord } from './wire/record-batch.ts';

export interface BatchLimits {
  /** How many the topic has. */
  partitions: number;
  /** Of a batch. */
  bytes: number;
  /** Partitions whose batches have one record. */
  oneByOne: ReadonlySet<number>;
}

/**
 * For each partition, which records its next batch has: the first ones that have no outcome, in order. The same batch comes out until
 * one of them has, so that brokers know it again.
 */
export function nextBatches(
  records: readonly TopicRecord[],
  outcomes: readonly (object | undefined)[],
  { partitions, bytes, oneByOne }: BatchLimits,
): (readonly [partition: number, at: readonly number[]])[] {
  const batches = new Map<number, { at: number[]; size: number; isFull: boolean }>();
  for (const [at, record] of records.entries()) {
    if (outcomes[at]) continue;
    const partition = partitionOf(record.key, partitions);
    const batch = batches.get(partition) ?? { at: [], size: batchHead, isFull: false };
    batches.set(partition, batch);
    const size = recordSize(record);
    batch.isFull ||= batch.at.length > 0 && (oneByOne.has(partition) || batch.size + size > bytes);
    if (batch.isFull) continue;
    batch.at.push(at);
    batch.size += size;
  }
  return [...batches].map(([partition, { at }]) => [partition, at] as const);
}

import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from '../processors/bridge/kafka-record.ts';

interface Parked {
  record: KafkaRecord;
}

/** Parked records as the bridge gets them once more, in the order of each partition: they keep partition and offset. */
export function replayEvent(parked: readonly Parked[]): KafkaEvent {
  const records = parked
    .map(({ record }) => ({ ...record, again: (record.again ?? 0) + 1 }))
    .toSorted((one, other) => one.offset - other.offset);
  return { records: Object.fromEntries(Map.groupBy(records, partitionOf)) };
}

/** Those that the answer names, and what comes after the first of them in its partition: the answer does not say that they are done. */
export function leftOf<P extends Parked>(parked: readonly P[], { batchItemFailures }: KafkaBatchResponse): P[] {
  const first = new Map<string, number>();
  for (const { itemIdentifier } of batchItemFailures) {
    const { partition, offset } = itemIdentifier;
    first.set(partition, Math.min(offset, first.get(partition) ?? Infinity));
  }
  return parked.filter(({ record }) => record.offset >= (first.get(partitionOf(record)) ?? Infinity));
}

const partitionOf = ({ topic, partition }: KafkaRecord): string => `${topic}-${partition}`;

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

/** Those that the bridge says are not done. */
export function leftOf<P extends Parked>(parked: readonly P[], { batchItemFailures }: KafkaBatchResponse): P[] {
  const left = new Set(batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition} ${offset}`));
  return parked.filter(({ record }) => left.has(`${partitionOf(record)} ${record.offset}`));
}

const partitionOf = ({ topic, partition }: KafkaRecord): string => `${topic}-${partition}`;

import { transformBatch, type TransformAnswer, type TransformEvent } from '../lib/firehose-transform.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { lakeRowsMetrics } from './metrics.ts';
import { rowOf, type RowKind } from './row.ts';

export interface RowsOfBatch {
  answer: TransformAnswer;
  counts: Record<keyof typeof lakeRowsMetrics, number>;
}

/** Records that Firehose has taken apart: one line each. The answer says the day of each row, by which Firehose partitions. */
export function rowsOfBatch(event: TransformEvent, reasons: Reasons, now: number): RowsOfBatch {
  const days = new Map<string, string>();
  let replayed = 0;
  const kinds: Record<RowKind, number> = { event: 0, tombstone: 0, unreadable: 0 };
  const { answer, counts } = transformBatch(
    event,
    (data, { recordId, kinesisRecordMetadata: its }) => {
      if (data.length === 0) return undefined;
      const row = rowOf(data, {
        arrival: its?.approximateArrivalTimestamp ?? now,
        partitionKey: its?.partitionKey ?? '',
        record: `${its?.shardId}/${its?.sequenceNumber}`,
      });
      if (!row) {
        replayed++;
        return undefined;
      }
      kinds[row.kind]++;
      days.set(recordId, row.day);
      return row.text;
    },
    reasons,
  );
  // Firehose guide, "Create partitioning keys with an AWS Lambda function"
  const records = answer.records.map((record) => {
    const day = record.result === 'Ok' ? days.get(record.recordId) : undefined;
    return day === undefined ? record : { ...record, metadata: { partitionKeys: { day } } };
  });
  return {
    answer: { records },
    counts: {
      rows: counts.transformed,
      tombstones: kinds.tombstone,
      unreadable: kinds.unreadable,
      replayed,
      failed: counts.failed,
    },
  };
}

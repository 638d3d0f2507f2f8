import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { transformBatch, type TransformAnswer, type TransformEvent } from '../lib/firehose-transform.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { landingMetrics } from './metrics.ts';
import type { ParkedKafkaRecord, ParkedRecords } from './parked-records.ts';
import { rowOf } from './row.ts';
import { topicRecord } from './topic-records.ts';

export interface RowsOfBatch {
  answer: TransformAnswer;
  counts: Record<keyof typeof landingMetrics, number>;
  /** Milliseconds; undefined for a batch without rows. */
  lag: number | undefined;
}

export interface LandingPorts {
  /** The topic that Firehose reads. */
  topic: string;
  parked: Pick<ParkedRecords, 'park'>;
  clock: Pick<Clock, 'now' | 'timeout'>;
}

/**
 * Makes rows of records of the topic. What can be no event is parked, with its place and the reason, and left out: Firehose itself would
 * keep the value alone. What the failure store does not take is answered ProcessingFailed, so that Firehose keeps that. Firehose calls again
 * for a batch whose answer it has not got: the same records are then parked under the same name.
 */
export async function rowsOfBatch(
  event: TransformEvent,
  { topic, parked, clock }: LandingPorts,
  deadline: Deadline,
  reasons: Reasons,
): Promise<RowsOfBatch> {
  const landedAt = clock.now();
  const rejected = new Map<string, ParkedKafkaRecord>();
  let tombstones = 0;
  let oldest = Infinity;
  const { answer, counts } = transformBatch(
    // the value of a tombstone may be left out, or null
    { records: event.records.map((each) => ({ ...each, kafkaRecordValue: each.kafkaRecordValue ?? '' })) },
    (data, each) => {
      const record = topicRecord(topic, data, each);
      const read = record && rowOf(record, new Date(landedAt).toISOString());
      if (read && 'text' in read) {
        oldest = Math.min(oldest, record.timestamp);
        return read.text.trimEnd();
      }
      if (read && 'reason' in read) rejected.set(each.recordId, { record, reason: read.reason });
      else tombstones++;
      return undefined;
    },
    reasons,
  );
  const left = new Set<string>();
  await Promise.all(
    [...Map.groupBy(rejected, ([, { record }]) => record.partition).values()].map(async (its) => {
      try {
        await parked.park(
          its.map(([, each]) => each),
          clock.timeout(deadline.remaining()),
        );
        for (const [, { reason }] of its) reasons.add('parked', reason, 1);
      } catch (error) {
        reasons.add('not parked', awsReason(error), its.length);
        for (const [recordId] of its) left.add(recordId);
      }
    }),
  );
  const records = answer.records.map((each) =>
    left.has(each.recordId) ? { ...each, result: 'ProcessingFailed' as const } : each,
  );
  return {
    answer: { records },
    counts: {
      landed: counts.transformed,
      tombstones,
      parked: rejected.size - left.size,
      unprocessed: counts.failed + left.size,
    },
    lag: oldest === Infinity ? undefined : Math.max(0, clock.now() - oldest),
  };
}

import type { Outcome } from '../../../contracts/function.ts';
import { partitionBytes } from './event.ts';
import type { KafkaRules } from './rules.ts';

/** What the state machine knows of a record. */
export interface Polled {
  /** "clicks-0" */
  readonly partition: string;
  readonly offset: number;
  readonly timestamp: number;
  readonly appendedAt: number;
  /** What the record takes in the event that the function gets. */
  readonly eventBytes: number;
}

/** The records of a partition that are in no batch, in the order of offsets. */
export interface Fetched<R> {
  /** When the first of them was fetched. */
  readonly since: number;
  readonly records: readonly R[];
}

/** A batch, or what is left of it after a split. */
export interface Piece<R> {
  readonly records: readonly R[];
  readonly retries: number;
  readonly invocations: number;
  readonly outcome: Outcome | undefined;
}

export interface Batch<R> {
  readonly number: number;
  readonly piece: Piece<R>;
  /** The rest of a split batch: comes later, for order's sake. */
  readonly next: readonly Piece<R>[];
  /** The records of the event that the function has now, those of partitions that were taken away since included. */
  readonly sent: readonly R[] | undefined;
  /** When it is tried again; undefined while the function runs. */
  readonly until: number | undefined;
}

/** Records that nobody tries any more. */
export interface Discarded<R> {
  readonly type: 'discard';
  readonly records: readonly R[];
  readonly condition:
    'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded' | 'MaximumPayloadSizeExceeded';
  readonly invocations: number;
  readonly outcome: Outcome | undefined;
}

/** Lambda guide, gettingstarted-limits: 6 MB for the request of a synchronous invocation. */
export const payloadLimit = 6 * 1024 * 1024;

/** What of a piece can be tried now, and what nobody tries any more: too old, or too large for an event. */
export function startOf<R extends Polled>(
  piece: Piece<R>,
  at: number,
  rules: KafkaRules,
): { readonly piece: Piece<R>; readonly discarded: readonly Discarded<R>[] } {
  const { invocations, outcome } = piece;
  const fateOf = ({ partition, appendedAt, timestamp, eventBytes }: R): Discarded<R>['condition'] | 'tried' => {
    if (at - appendedAt > rules.retention) return 'RetentionExceeded';
    if (at - timestamp > rules.recordAge) return 'RecordAgeExceeded';
    return rules.envelopeBytes + partitionBytes(partition) + eventBytes > payloadLimit
      ? 'MaximumPayloadSizeExceeded'
      : 'tried';
  };
  const { tried = [], ...given } = Object.groupBy(piece.records, fateOf);
  const discarded = Object.entries(given).map(([condition, records]) => ({
    type: 'discard' as const,
    records,
    condition: condition as Discarded<R>['condition'],
    // recorded on AWS for streams (`test_kinesis_maximum_record_age_exceeded`): 1 where the function never ran
    invocations: condition === 'RecordAgeExceeded' ? invocations + 1 : invocations,
    outcome,
  }));
  return { piece: { ...piece, records: tried }, discarded };
}

/**
 * What a partial answer leaves (Lambda guide, kafka-retry-configurations): a partition that is not named is done, and of one that is
 * named, what comes before its first failed record. What comes after it is not documented: either it comes again as well, as for
 * streams, or "Lambda can retry only the failed records" is meant literally. A function that names each record that is not done is
 * right in both cases.
 */
export function remainderOf<R extends Polled>(
  records: readonly R[],
  failed: ReadonlyMap<string, ReadonlySet<number>>,
  onlyNamed: boolean,
): readonly R[] {
  const first = new Map([...failed].map(([partition, offsets]) => [partition, Math.min(...offsets)]));
  return records.filter(({ partition, offset }) =>
    onlyNamed ? failed.get(partition)?.has(offset) : offset >= (first.get(partition) ?? Infinity),
  );
}

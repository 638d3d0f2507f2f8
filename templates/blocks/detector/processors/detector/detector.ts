import type { KinesisStreamBatchResponse, KinesisStreamRecord } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { Rows } from '../lib/detector/rows.ts';
import type { SourceDelays } from '../lib/detector/source-delays.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { RejectStore } from '../lib/reject-store.ts';
import { arrivalOf, readBatch, shardOf, type WindowEvents } from './batch.ts';
import type { DetectorCount } from './metrics.ts';
import { ShardProgress } from './shard-progress.ts';
import { WindowCounter } from './window-counter.ts';

/** What came of a batch. */
export interface CountedBatch {
  /** For Lambda: the records from which the batch has to be delivered again. */
  response: KinesisStreamBatchResponse;
  counts: Record<DetectorCount, number>;
  /** Why records were not counted, for the log. */
  reasons: Reason[];
}

/** Parts of windows that are written at once. */
const atOnce = 8;

/**
 * Counts access events by window of a minute, source and path group. Every event ends in exactly one way: counted once,
 * late, ahead, parked with its record, or left to the next delivery of the batch.
 */
export class Detector {
  readonly #counter: WindowCounter;
  readonly #progress: ShardProgress;
  readonly #rejects: RejectStore;
  readonly #delays: SourceDelays;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(rows: Rows, rejects: RejectStore, delays: SourceDelays, clock: Pick<Clock, 'now'>) {
    this.#counter = new WindowCounter(rows);
    this.#progress = new ShardProgress(rows);
    this.#rejects = rejects;
    this.#delays = delays;
    this.#clock = clock;
  }

  /** Counts a batch: records of one shard in their order, as Lambda delivers them. */
  async count(records: readonly KinesisStreamRecord[], deadline: Deadline): Promise<CountedBatch> {
    const counts: CountedBatch['counts'] = {
      counted: 0,
      repeated: 0,
      late: 0,
      ahead: 0,
      rejected: 0,
      unparked: 0,
      failed: 0,
    };
    const reasons = new Reasons();
    const failed: string[] = [];
    const last = records.at(-1);
    if (!last) return { response: lowestFailed([]), counts, reasons: [] };
    const shard = shardOf(last);
    const upTo = last.kinesis.sequenceNumber;
    const { windows, rejected, late, ahead } = readBatch(records, this.#delays);
    Object.assign(counts, { late, ahead });

    try {
      const sources = [...new Set(windows.map(({ source }) => source))];
      await this.#progress.register(shard, sources, this.#clock.now());
    } catch (error) {
      // nothing is counted of a shard that the evaluator does not know
      reasons.add('not counted', awsReason(error), records.length);
      const numbers = records.map(({ kinesis }) => kinesis.sequenceNumber);
      const none = { ...counts, late: 0, ahead: 0, failed: numbers.length };
      return { response: lowestFailed(numbers), counts: none, reasons: reasons.most() };
    }
    const fail = (window: WindowEvents, reason: string): void => {
      const numbers = [...new Set(window.placed.map(({ sequence }) => sequence.replace(/^0+(?=\d)/, '')))];
      failed.push(...numbers);
      reasons.add('not counted', reason, numbers.length);
    };
    const left = [...windows];
    const work = async (): Promise<void> => {
      for (let window = left.shift(); window; window = left.shift())
        try {
          if (deadline.remaining() === 0) fail(window, 'no time is left');
          else {
            const { counted, repeated } = await this.#counter.count(window, shard, upTo);
            counts.counted += counted;
            counts.repeated += repeated;
          }
        } catch (error) {
          fail(window, awsReason(error));
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));

    try {
      await this.#rejects.park(rejected);
      counts.rejected += rejected.length;
      for (const { reason } of rejected) reasons.add('parked', reason, 1);
    } catch (error) {
      counts.unparked += rejected.length;
      failed.push(...rejected.map(({ record }) => record.kinesis.sequenceNumber));
      reasons.add('not parked', awsReason(error), rejected.length);
    }
    // a window may be judged once its shards say that they are there: not before everything is counted
    if (failed.length === 0)
      try {
        await this.#progress.reached(shard, { arrived: arrivalOf(last), counted: this.#clock.now() });
      } catch (error) {
        failed.push(upTo);
        reasons.add('counted, but not said so', awsReason(error), 1);
      }
    counts.failed = new Set(failed).size;
    return { response: lowestFailed(failed), counts, reasons: reasons.most() };
  }
}

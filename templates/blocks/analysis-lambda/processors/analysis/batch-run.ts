import type { KinesisStreamBatchResponse } from 'aws-lambda';
import type { Written } from '../lib/analysis/commit.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { AnalysisCount } from './metrics.ts';
import type { UserBatch } from './user-batch.ts';

export interface AnalysedBatch {
  /** For Lambda: the records from which the batch has to be delivered again. */
  response: KinesisStreamBatchResponse;
  counts: Record<AnalysisCount, number>;
  /** Why records were not analysed, for the log. */
  reasons: Reason[];
}

/** What becomes of a batch, counted while it is worked on. */
export class BatchRun {
  readonly counts: AnalysedBatch['counts'] = {
    taken: 0,
    repeated: 0,
    late: 0,
    ahead: 0,
    flood: 0,
    withoutConsent: 0,
    tombstones: 0,
    sessions: 0,
    offers: 0,
    rejected: 0,
    unparked: 0,
    failed: 0,
  };
  readonly #reasons = new Reasons();
  readonly #failed = new Set<string>();

  get isWhole(): boolean {
    return this.#failed.size === 0;
  }

  done({ fates }: UserBatch, { sessions, offers }: Written): void {
    for (const [fate, count] of Object.entries(fates)) this.counts[fate as keyof typeof fates] += count;
    this.counts.sessions += sessions;
    this.counts.offers += offers;
  }

  parked(reasons: readonly string[]): void {
    this.counts.rejected += reasons.length;
    for (const reason of reasons) this.#reasons.add('parked', reason, 1);
  }

  /** Records that come again. */
  fail(outcome: string, reason: string, sequences: readonly string[]): void {
    const records = new Set(sequences);
    for (const sequence of records) this.#failed.add(sequence);
    this.#reasons.add(outcome, reason, records.size);
    if (outcome === 'not parked') this.counts.unparked += records.size;
  }

  end(): AnalysedBatch {
    const counts = { ...this.counts, failed: this.#failed.size };
    return { response: lowestFailed(this.#failed), counts, reasons: this.#reasons.most() };
  }
}

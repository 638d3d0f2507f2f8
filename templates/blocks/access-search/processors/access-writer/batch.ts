import type { KinesisStreamBatchResponse, KinesisStreamRecord } from 'aws-lambda';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { Rejected } from '../lib/reject-store.ts';
import type { AccessWriterCount } from './metrics.ts';

/** What came of a batch. */
export interface WrittenBatch {
  /** For Lambda: the records from which the batch has to be delivered again. */
  response: KinesisStreamBatchResponse;
  counts: Record<AccessWriterCount, number>;
  /** Why events were not written, for the log. */
  reasons: Reason[];
}

/** A line of a record. */
export interface Line {
  record: KinesisStreamRecord;
  text: string;
}

/** The account of one batch. */
export class Batch {
  readonly counts: WrittenBatch['counts'] = { written: 0, outOfRange: 0, rejected: 0, failed: 0 };
  readonly #reasons = new Reasons();
  readonly #failed = new Set<string>();
  readonly #rejected = new Map<KinesisStreamRecord, { texts: string[]; reason: string }>();

  leaveOut(reason: string): void {
    this.counts.outOfRange++;
    this.#reasons.add('left out', reason, 1);
  }

  /** `reason` is for the parked record, `words` for the log. */
  reject(lines: readonly Line[], reason: string, words: string): void {
    for (const { record, text } of lines) {
      const known = this.#rejected.get(record);
      if (known) known.texts.push(text);
      else this.#rejected.set(record, { texts: [text], reason });
    }
    this.counts.rejected += lines.length;
    this.#reasons.add('parked', words, lines.length);
  }

  fail(lines: readonly Line[], outcome: string, reason: string): void {
    this.counts.failed += lines.length;
    for (const { record } of lines) this.#failed.add(record.kinesis.sequenceNumber);
    this.#reasons.add(outcome, reason, lines.length);
  }

  /** Records of the lines that have to be parked, and of no other: a replay gives nothing twice to the sinks. */
  toPark(): Rejected[] {
    return [...this.#rejected].map(([record, { texts, reason }]) => ({
      record: {
        ...record,
        kinesis: { ...record.kinesis, data: Buffer.from(texts.map((text) => `${text}\n`).join('')).toString('base64') },
      },
      reason,
    }));
  }

  /** What is not parked is not done: it comes again. */
  notParked(reason: string): void {
    const lines = [...this.#rejected].flatMap(([record, { texts }]) => texts.map((text) => ({ record, text })));
    this.counts.rejected -= lines.length;
    this.fail(lines, 'not parked', reason);
  }

  result(): WrittenBatch {
    return { response: lowestFailed([...this.#failed]), counts: this.counts, reasons: this.#reasons.most() };
  }
}

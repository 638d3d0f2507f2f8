import type { KinesisStreamBatchResponse, KinesisStreamRecord } from 'aws-lambda';
import { historyRow } from '../history-transform/history-row.ts';
import { awsReason } from '../lib/aws-reason.ts';
import type { Deadline } from '../lib/deadline.ts';
import { Untransformable } from '../lib/firehose-transform.ts';
import { historyIndexOf } from '../lib/history-indexes.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { Rejected, RejectStore } from '../lib/reject-store.ts';
import type { BulkWriter, Write } from '../lib/search/bulk-writer.ts';
import type { HistoryWriterCount } from './metrics.ts';

/** What came of a batch. */
export interface WrittenBatch {
  /** For Lambda: the records from which the batch has to be delivered again. */
  response: KinesisStreamBatchResponse;
  counts: Record<HistoryWriterCount, number>;
  /** Why changes were not written, for the log. */
  reasons: Reason[];
}

/** A change of a batch, and its document. A batch may have it twice. */
interface Entry {
  records: KinesisStreamRecord[];
  index: string;
  write: Write;
}

/** What of a row is needed here. */
interface Row {
  change_id: string;
  version: number;
  change?: unknown;
}

/**
 * Writes every change into the index of its month, under its own id: a change that comes again takes its own place. Every record of
 * a batch ends in exactly one way: written, parked with a reason, or left to the next delivery of the batch.
 */
export class HistoryWriter {
  readonly #bulkOf: (index: string) => BulkWriter;
  readonly #rejects: RejectStore;

  constructor(bulkOf: (index: string) => BulkWriter, rejects: RejectStore) {
    this.#bulkOf = bulkOf;
    this.#rejects = rejects;
  }

  async write(records: readonly KinesisStreamRecord[], deadline: Deadline): Promise<WrittenBatch> {
    const batch = new Batch();
    for (const record of records) batch.read(record);
    for (const [index, entries] of Map.groupBy(batch.entries.values(), (entry) => entry.index)) {
      const outcomes = await this.#bulkOf(index).write(
        entries.map(({ write }) => write),
        deadline,
      );
      outcomes.forEach((outcome, at) => {
        const entry = entries[at]!;
        if (outcome.kind === 'refused') batch.reject(entry.records, outcome.words, outcome.reason);
        else if (outcome.kind === 'written' || outcome.kind === 'conflict')
          batch.counts.written += entry.records.length;
        else batch.fail(entry.records, outcome.kind, 'reason' in outcome ? outcome.reason : 'the time was up');
      });
    }
    await this.#park(batch);
    return batch.result();
  }

  async #park(batch: Batch): Promise<void> {
    try {
      await this.#rejects.park(batch.rejected);
      batch.counts.rejected += batch.rejected.length;
    } catch (error) {
      // a record that is not parked is not done: it comes again
      const records = batch.rejected.map(({ record }) => record);
      batch.fail(records, 'not parked', awsReason(error));
    }
  }
}

/** The account of one batch. */
class Batch {
  readonly counts: Record<HistoryWriterCount, number> = { written: 0, rejected: 0, failed: 0 };
  readonly entries = new Map<string, Entry>();
  readonly rejected: Rejected[] = [];
  readonly #reasons = new Reasons();
  readonly #failed: string[] = [];

  read(record: KinesisStreamRecord): void {
    try {
      const entry = entryOf(record);
      const known = this.entries.get(entry.write.id);
      if (known) known.records.push(record);
      else this.entries.set(entry.write.id, entry);
    } catch (error) {
      // whatever it is: one record that fails the batch would hold up all that come after it, for hours
      const { name, message } = error as Error;
      // the text of any other error may quote the record
      this.reject(
        [record],
        `unreadable: ${message}`,
        `unreadable: ${error instanceof Untransformable ? message : name}`,
      );
    }
  }

  /** `reason` is for the parked record, `words` for the log. */
  reject(records: readonly KinesisStreamRecord[], reason: string, words: string): void {
    this.rejected.push(...records.map((record) => ({ record, reason })));
    this.#reasons.add('parked', words, records.length);
  }

  fail(records: readonly KinesisStreamRecord[], outcome: string, reason: string): void {
    this.counts.failed += records.length;
    this.#failed.push(...records.map(({ kinesis }) => kinesis.sequenceNumber));
    this.#reasons.add(outcome, reason, records.length);
  }

  result(): WrittenBatch {
    return { response: lowestFailed(this.#failed), counts: this.counts, reasons: this.#reasons.most() };
  }
}

function entryOf(record: KinesisStreamRecord): Entry {
  const { change: _, ...row } = JSON.parse(historyRow(Buffer.from(record.kinesis.data, 'base64'))) as Row;
  return {
    records: [record],
    index: historyIndexOf(row.version),
    // the same change has the same version, and takes its own place
    write: {
      id: row.change_id,
      version: BigInt(row.version),
      versionType: 'external_gte',
      document: JSON.stringify(row),
    },
  };
}

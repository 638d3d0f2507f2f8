import type { KinesisStreamBatchResponse, KinesisStreamRecord } from 'aws-lambda';
import { itemProblems } from '../../contract/derived/item.ts';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import type { Rejected, RejectStore } from '../lib/reject-store.ts';
import { engine } from '../lib/search/engine.ts';
import { Blocked, NoAnswer } from '../lib/search/search-client.ts';
import type { BaseTime } from './base-time.ts';
import { readChange, UnreadableRecord } from './change.ts';
import { byDocument, type DocumentRevisions } from './collapse.ts';
import type { DocumentResult, DocumentWriter } from './document-writer.ts';
import { dropRules } from './drop-rules.ts';
import type { IndexerCount } from './metrics.ts';
import { revisionOf, type Revision } from './revision.ts';

/** What came of a batch. */
export interface IndexedBatch {
  /** For Lambda: the records from which the batch has to be delivered again. */
  response: KinesisStreamBatchResponse;
  counts: Record<IndexerCount, number>;
  /** Milliseconds from the change until searches see it, one for each document written. */
  latencies: number[];
  /** Why changes were not indexed, for the log. */
  reasons: Reason[];
}

/**
 * Brings the changes of a table into a search index. Every record of a batch ends in exactly one way: indexed, superseded by a
 * newer version, dropped by a rule, parked with a reason, or left to the next delivery of the batch. Whatever the order, the
 * repetitions and the batches in which changes arrive, the index ends with the newest state of every item.
 */
export class Indexer {
  readonly #writer: DocumentWriter;
  readonly #baseTime: BaseTime;
  readonly #rejects: RejectStore;
  readonly #clock: Clock;

  constructor(writer: DocumentWriter, baseTime: BaseTime, rejects: RejectStore, clock: Clock) {
    this.#writer = writer;
    this.#baseTime = baseTime;
    this.#rejects = rejects;
    this.#clock = clock;
  }

  async index(records: readonly KinesisStreamRecord[], deadline: Deadline): Promise<IndexedBatch> {
    const batch = new Batch();
    const revisions: Revision[] = [];
    for (const record of records) {
      const revision = batch.read(record);
      if (revision) revisions.push(revision);
    }
    const documents = byDocument(await this.#sinceBase(revisions, batch, deadline));
    const results = await this.#writer.write(documents, deadline);
    const now = this.#clock.now();
    results.forEach((result, at) => batch.settle(documents[at]!, result, now));
    await this.#park(batch);
    return batch.result();
  }

  /** Leaves out what the index was built from. */
  async #sinceBase(revisions: readonly Revision[], batch: Batch, deadline: Deadline): Promise<Revision[]> {
    if (revisions.length === 0) return [];
    try {
      const base = await this.#baseTime.current(deadline.remaining());
      const since = revisions.filter(({ version }) => version > base);
      batch.counts.superseded += revisions.length - since.length;
      return since;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (error instanceof Blocked) batch.counts.blocked += revisions.length;
      batch.fail(revisions, error.message);
      return [];
    }
  }

  async #park(batch: Batch): Promise<void> {
    try {
      await this.#rejects.park(batch.rejected);
      batch.counts.rejected += batch.rejected.length;
      for (const reason of batch.refusals) batch.reasons.add('parked', reason, 1);
    } catch (error) {
      batch.reasons.add('not parked', awsReason(error), batch.rejected.length);
      // a record that is not parked is not done: it comes again
      batch.counts.unparked += batch.rejected.length;
      batch.failRecords(batch.rejected.map(({ record }) => record));
    }
  }
}

/** The account of one batch. */
class Batch {
  readonly counts = Object.fromEntries(
    (
      [
        'indexed',
        'superseded',
        'dropped',
        'rejected',
        'unparked',
        'failed',
        'ties',
        'blocked',
        'offContract',
        'malformed',
      ] as const
    ).map((name) => [name, 0]),
  ) as Record<IndexerCount, number>;
  readonly rejected: Rejected[] = [];
  /** Why, for the log: one for each of `rejected`. */
  readonly refusals: string[] = [];
  readonly reasons = new Reasons();
  readonly #failed: string[] = [];
  readonly #latencies: number[] = [];

  /** The revision that a record makes; none where the record is parked or dropped. */
  read(record: KinesisStreamRecord): Revision | undefined {
    try {
      const change = readChange(record);
      if (change.item && itemProblems(change.plain).length > 0) this.counts.offContract++;
      if (dropRules.some((rule) => rule.drops(change))) {
        this.counts.dropped++;
        return undefined;
      }
      const { revision, malformed } = revisionOf(change);
      this.counts.malformed += malformed;
      return revision;
    } catch (error) {
      // whatever it is: one record that fails the batch would hold up all that come after it, for hours
      this.rejected.push({ record, reason: `unreadable: ${(error as Error).message}` });
      // the text of any other error may quote the record
      const { name, message } = error as Error;
      this.refusals.push(`unreadable: ${error instanceof UnreadableRecord ? message : name}`);
      return undefined;
    }
  }

  settle({ newest, all }: DocumentRevisions, result: DocumentResult, now: number): void {
    this.counts.ties += result.ties;
    switch (result.kind) {
      case 'indexed':
        this.counts.indexed++;
        this.counts.superseded += all.length - 1;
        this.#latencies.push(now - Math.floor(Number(newest.version) / 1000) + engine.refreshSeconds * 1000);
        break;
      case 'superseded':
        this.counts.superseded += all.length;
        break;
      case 'refused':
        // the older ones too: nothing newer than them has reached the index
        for (const { record } of all) this.rejected.push({ record, reason: result.words });
        this.refusals.push(...all.map(() => result.reason));
        break;
      case 'blocked':
        this.counts.blocked++;
        this.failRecords(all.map(({ record }) => record));
        this.reasons.add('blocked', result.reason, all.length);
        break;
      case 'failed':
        this.fail(all, result.reason);
    }
  }

  fail(revisions: readonly Revision[], reason: string): void {
    this.failRecords(revisions.map(({ record }) => record));
    this.reasons.add('failed', reason, revisions.length);
  }

  failRecords(records: readonly KinesisStreamRecord[]): void {
    this.counts.failed += records.length;
    this.#failed.push(...records.map(({ kinesis }) => kinesis.sequenceNumber));
  }

  result(): IndexedBatch {
    return {
      response: lowestFailed(this.#failed),
      counts: this.counts,
      latencies: this.#latencies,
      reasons: this.reasons.most(),
    };
  }
}

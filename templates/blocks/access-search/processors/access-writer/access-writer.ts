import type { KinesisStreamRecord } from 'aws-lambda';
import { indexOfDay } from '../lib/access-indexes.ts';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { RejectStore } from '../lib/reject-store.ts';
import type { BulkWriter, Write } from '../lib/search/bulk-writer.ts';
import { Batch, type Line, type WrittenBatch } from './batch.ts';
import { linesOf, readLine, UnreadableLine } from './event-line.ts';

/** Clocks of those who write logs may be ahead. */
const furthestAhead = 86_400_000;

/** An event of a batch, and its document. A batch may have it twice. */
interface Entry {
  lines: Line[];
  index: string;
  write: Write;
}

export interface AccessWriterOptions {
  /** Milliseconds for which the indexes of days are kept. */
  keep: number;
  bulkOf(index: string): BulkWriter;
  rejects: RejectStore;
  clock: Pick<Clock, 'now'>;
}

/**
 * Writes every event into the index of its day, under its own id: an event that comes again takes its own place. Every event of a batch
 * ends in exactly one way: written, left out because its day is not kept, parked with a reason, or left to the next delivery of the batch.
 */
export class AccessWriter {
  readonly #options: AccessWriterOptions;

  constructor(options: AccessWriterOptions) {
    this.#options = options;
  }

  async write(records: readonly KinesisStreamRecord[], deadline: Deadline): Promise<WrittenBatch> {
    const batch = new Batch();
    const entries = this.#entriesIn(records, batch);
    for (const [index, inIndex] of Map.groupBy(entries, (entry) => entry.index)) {
      const outcomes = await this.#options.bulkOf(index).write(
        inIndex.map(({ write }) => write),
        deadline,
      );
      outcomes.forEach((outcome, at) => {
        const { lines } = inIndex[at]!;
        if (outcome.kind === 'refused') batch.reject(lines, outcome.words, outcome.reason);
        else if (outcome.kind === 'written' || outcome.kind === 'conflict') batch.counts.written += lines.length;
        else batch.fail(lines, outcome.kind, 'reason' in outcome ? outcome.reason : 'the time was up');
      });
    }
    try {
      await this.#options.rejects.park(batch.toPark());
    } catch (error) {
      batch.notParked(awsReason(error));
    }
    return batch.result();
  }

  #entriesIn(records: readonly KinesisStreamRecord[], batch: Batch): Entry[] {
    const entries = new Map<string, Entry>();
    for (const record of records)
      for (const text of linesOf(record.kinesis.data)) {
        const line = { record, text };
        const entry = this.#entryOf(line, batch);
        if (!entry) continue;
        const known = entries.get(entry.write.id);
        if (known) known.lines.push(line);
        else entries.set(entry.write.id, entry);
      }
    return [...entries.values()];
  }

  /** Undefined where there is nothing to write. */
  #entryOf(line: Line, batch: Batch): Entry | undefined {
    const { keep, clock } = this.#options;
    try {
      const { rawId, time } = readLine(line.text);
      // an index for each time that a log may say would have no end
      const isPast = time < clock.now() - keep;
      if (isPast || time > clock.now() + furthestAhead) {
        batch.leaveOut(isPast ? 'it is older than the index keeps events' : 'it is more than a day ahead');
        return undefined;
      }
      return {
        lines: [line],
        index: indexOfDay(time),
        // the same event says the same, whenever it comes
        write: { id: rawId, version: 1n, versionType: 'external_gte', document: line.text },
      };
    } catch (error) {
      // whatever it is: one line that fails the batch would hold up all that come after it, for hours
      const { name, message } = error as Error;
      // the text of any other error may quote the line
      const words = `unreadable: ${error instanceof UnreadableLine ? message : name}`;
      batch.reject([line], words, words);
      return undefined;
    }
  }
}

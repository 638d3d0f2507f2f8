import type { KinesisStreamBatchResponse, KinesisStreamRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { readingProblems, type Reading } from '../../contract/derived/reading.ts';
import { lowestFailed } from '../lib/lowest-failed.ts';
import type { PutObject, Rejected, RejectStore } from '../lib/reject-store.ts';
import { layouts } from './layouts.ts';
import type { archiverMetrics } from './metrics.ts';

export interface ArchivedBatch {
  response: KinesisStreamBatchResponse;
  counts: Record<keyof typeof archiverMetrics, number>;
}

interface Taken {
  record: KinesisStreamRecord;
  text: string;
  reading: Reading;
}

/** The name under which heartbeats are dropped: they say that a sensor lives, and nothing that is worth keeping. */
export const isDropped = ({ kind }: Reading): boolean => kind === 'heartbeat';

/**
 * Writes the readings of a batch to the archive, one object for each folder of each layout. An object is named after its records, so
 * that a batch that comes twice writes the same objects. A record is done when every layout has it, or when it is parked.
 */
export class Archiver {
  readonly #put: PutObject;
  readonly #rejects: RejectStore;

  constructor(put: PutObject, rejects: RejectStore) {
    this.#put = put;
    this.#rejects = rejects;
  }

  async archive(records: readonly KinesisStreamRecord[]): Promise<ArchivedBatch> {
    const taken: Taken[] = [];
    const rejected: Rejected[] = [];
    let dropped = 0;
    for (const record of records) {
      const text = Buffer.from(record.kinesis.data, 'base64').toString();
      const read = readingIn(text);
      if (typeof read === 'string') rejected.push({ record, reason: read });
      else if (isDropped(read)) dropped++;
      else taken.push({ record, text, reading: read });
    }
    const failed = new Set<KinesisStreamRecord>();
    for (const [layout, folderOf] of Object.entries(layouts))
      for (const [folder, group] of Map.groupBy(taken, ({ reading }) => folderOf(reading)))
        try {
          await this.#put(
            keyOf(layout, folder, group),
            group.map(({ text }) => `${JSON.stringify(JSON.parse(text))}\n`).join(''),
          );
        } catch {
          for (const { record } of group) failed.add(record);
        }
    const parked = await this.#rejects.park(rejected).then(
      () => true,
      () => false,
    );
    if (!parked) for (const { record } of rejected) failed.add(record);
    return {
      response: lowestFailed([...failed].map(({ kinesis }) => kinesis.sequenceNumber)),
      counts: {
        archived: taken.filter(({ record }) => !failed.has(record)).length,
        dropped,
        rejected: parked ? rejected.length : 0,
        failed: failed.size,
      },
    };
  }
}

/** A reading, or why a text is none. */
function readingIn(text: string): Reading | string {
  try {
    const value = JSON.parse(text) as Reading;
    const [problem] = readingProblems(value);
    return problem === undefined ? value : `no reading: ${problem}`;
  } catch (error) {
    return `unreadable: ${(error as Error).message}`;
  }
}

function keyOf(layout: string, folder: string, group: readonly Taken[]): string {
  const ids = createHash('sha256').update(group.map(({ record }) => record.eventID).join('\n'));
  return `${layout}/${folder}/${ids.digest('hex').slice(0, 32)}.jsonl`;
}

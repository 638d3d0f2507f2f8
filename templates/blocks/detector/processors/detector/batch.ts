import type { KinesisStreamRecord } from 'aws-lambda';
import { linesOf, readAccessEvent, UnreadableEvent, type AccessEvent } from '../lib/detector/access-event.ts';
import { fenceOf } from '../lib/detector/fence.ts';
import { windowOf } from '../lib/detector/group-window.ts';
import { inOrder } from '../lib/detector/layout.ts';
import type { SourceDelays } from '../lib/detector/source-delays.ts';
import type { Rejected } from '../lib/reject-store.ts';

/** An event, and where its record is in the shard. */
export interface Placed {
  event: AccessEvent;
  sequence: string;
}

/** The events of a batch that count for one window of a source. */
export interface WindowEvents {
  source: string;
  start: number;
  placed: Placed[];
}

/** A batch, read. */
export interface Batch {
  windows: WindowEvents[];
  rejected: Rejected[];
  late: number;
  ahead: number;
}

/** Clocks of machines differ; a time further in the future than this is none. Milliseconds. */
const furthestAhead = 5 * 60_000;

/**
 * Sorts the events of a batch by source and window. Whether an event is late depends on its record alone, not on when
 * it is read: a repetition comes to the same result.
 */
export function readBatch(records: readonly KinesisStreamRecord[], delays: SourceDelays): Batch {
  const windows = new Map<string, WindowEvents>();
  const batch: Batch = { windows: [], rejected: [], late: 0, ahead: 0 };
  for (const record of records) {
    const arrived = arrivalOf(record);
    const unreadable: string[] = [];
    linesOf(record.kinesis.data).forEach((line, at) => {
      let event: AccessEvent;
      try {
        event = readAccessEvent(line);
      } catch (error) {
        unreadable.push(`line ${at + 1}: ${error instanceof UnreadableEvent ? error.message : (error as Error).name}`);
        return;
      }
      const start = windowOf(event.time);
      if (event.time > arrived + furthestAhead) batch.ahead++;
      else if (arrived > fenceOf(event.source, start, delays)) batch.late++;
      else {
        const key = `${start} ${event.source}`;
        const window = windows.get(key) ?? { source: event.source, start, placed: [] };
        windows.set(key, window);
        window.placed.push({ event, sequence: inOrder(record.kinesis.sequenceNumber) });
      }
    });
    if (unreadable.length > 0)
      batch.rejected.push({ record, reason: `unreadable: ${unreadable.slice(0, 5).join('; ')}` });
  }
  batch.windows = [...windows.values()];
  return batch;
}

/** Milliseconds of Unix time. */
export const arrivalOf = ({ kinesis }: KinesisStreamRecord): number =>
  Math.round(kinesis.approximateArrivalTimestamp * 1000);

/**
 * "shardId-000000000001:4957…" -> "shardId-000000000001" (Lambda developer guide, "Using Lambda to process records from
 * Kinesis").
 */
export const shardOf = ({ eventID }: KinesisStreamRecord): string => eventID.split(':', 1)[0]!;

import type { KinesisStreamRecord } from 'aws-lambda';
import { readClick, UnreadableClick } from '../lib/analysis/click-reader.ts';
import type { Click } from '../lib/analysis/click.ts';
import type { Place } from '../lib/analysis/place.ts';
import type { Settings } from '../lib/analysis/settings.ts';
import { watermarkOf } from '../lib/analysis/user-analysis.ts';
import type { Rejected } from '../lib/reject-store.ts';

/** An event, where its record is, and the watermark of the shard there. */
export interface Placed {
  click: Click;
  place: Place;
  watermark: number;
  /** The line as it came, for events that are left out. */
  line: string;
}

/** The events of a batch by user, each in the order of the shard. */
export interface Batch {
  shard: string;
  users: Map<string, Placed[]>;
  rejected: Rejected[];
  tombstones: number;
  /** Of the shard, after the batch. */
  watermark: number;
  /** Milliseconds of Unix time: when the last record arrived. */
  arrived: number;
}

/** Problems of lines that a reason names. */
const mostProblems = 5;

/** Reads a batch: records of one shard in their order. A record with a line that is no event is rejected as well, whole. */
export function readBatch(
  records: readonly [KinesisStreamRecord, ...KinesisStreamRecord[]],
  settings: Settings,
): Batch {
  const shard = shardOf(records[0]);
  const users = new Map<string, Placed[]>();
  const rejected: Rejected[] = [];
  let tombstones = 0;
  let arrived = 0;
  for (const record of records) {
    const arrival = Math.round(record.kinesis.approximateArrivalTimestamp * 1000);
    arrived = Math.max(arrived, arrival);
    const watermark = watermarkOf(arrived, settings);
    const problems: string[] = [];
    linesOf(record.kinesis.data).forEach((line, at) => {
      try {
        const click = readClick(line, arrival);
        if (!click) return void tombstones++;
        const placed = users.get(click.user) ?? [];
        users.set(click.user, placed);
        placed.push({ click, place: { shard, sequence: record.kinesis.sequenceNumber }, watermark, line });
      } catch (error) {
        if (!(error instanceof UnreadableClick)) throw error;
        problems.push(`line ${at + 1}: ${error.message}`);
      }
    });
    if (problems.length > 0)
      rejected.push({ record, reason: `unreadable: ${problems.slice(0, mostProblems).join('; ')}` });
  }
  return { shard, users, rejected, tombstones, watermark: watermarkOf(arrived, settings), arrived };
}

/** The lines of a record: one event each. The last one may end with a newline. */
const linesOf = (data: string): string[] =>
  Buffer.from(data, 'base64')
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/**
 * "shardId-000000000001:4957…" -> "shardId-000000000001" (Lambda developer guide, "Using Lambda to process records from
 * Kinesis").
 */
const shardOf = ({ eventID }: KinesisStreamRecord): string => eventID.split(':', 1)[0]!;

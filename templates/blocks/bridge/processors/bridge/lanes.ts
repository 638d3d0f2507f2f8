import type { Lane, OrderedRecord } from '../lib/ordered-writer/ordered-writer.ts';
import type { KafkaRecord } from './kafka-record.ts';
import { lineOf, type Saying } from './line.ts';
import type { LineKind } from './origin.ts';
import { topicKey } from './topic-key.ts';

/**
 * Bytes of a record of the stream that holds several events. A shard takes 1 MB a second: a record that is most of it is refused as a
 * whole as soon as somebody else writes to the shard.
 */
const recordBytes = 250_000;
/**
 * Lines of a record of the stream. A Firehose stream that takes records apart sees 500 of each (Amazon Data Firehose guide, "Apply dynamic
 * partitioning to aggregated data").
 */
const recordLines = 400;
/**
 * Bytes of the largest event. A record of the stream has at most 1 MiB, its key included, and Firehose takes 1,000 KiB of it (Kinesis API
 * reference, PutRecords; Amazon Data Firehose guide, "Quota").
 */
const mostBytes = 1_000_000;

/** A record of the stream: lines of one key. */
export interface LaneRecord extends OrderedRecord {
  /** Of its lines, in their order. */
  offsets: number[];
  /** How many lines of each kind. */
  lines: Record<LineKind, number>;
}

/** A record that is parked, whole, and why. */
export interface Rejected {
  record: KafkaRecord;
  reason: string;
}

/** What becomes of the records of a Kafka partition. */
export interface ReadPartition {
  /** By key. */
  lanes: readonly Lane<LaneRecord>[];
  /** In the order of their offsets. */
  rejected: readonly Rejected[];
}

/**
 * Reads the records of one Kafka partition, in the order of their offsets. Events of a key share a record as far as its size allows.
 * Records without a key have no order to keep: they share records as well, and each of those is a lane of its own.
 */
export function lanesOf(records: readonly KafkaRecord[], saidOf: Saying): ReadPartition {
  const lanes = new Map<string, LaneRecord[]>();
  const keyless: LaneRecord[] = [];
  const rejected: Rejected[] = [];
  for (const record of records) {
    const key = topicKey(record);
    const line = lineOf(record, key, saidOf);
    if ('reason' in line) {
      rejected.push({ record, reason: line.reason });
      continue;
    }
    if (line.bytes > mostBytes) {
      rejected.push({ record, reason: `the event has more than ${mostBytes} bytes` });
      continue;
    }
    const lane = key === undefined ? keyless : laneOf(lanes, key.partitionKey);
    let last = lane.at(-1);
    if (last === undefined || last.bytes + line.bytes > recordBytes || last.offsets.length === recordLines) {
      const { partition, offset } = record;
      last = {
        partitionKey: key?.partitionKey ?? `${partition}/${offset}`,
        text: '',
        bytes: 0,
        offsets: [],
        lines: { event: 0, tombstone: 0 },
      };
      lane.push(last);
    }
    last.text += line.text;
    last.bytes += line.bytes;
    last.lines[line.kind]++;
    last.offsets.push(record.offset);
  }
  return { lanes: [...lanes.values(), ...keyless.map((record) => [record])], rejected };
}

function laneOf(lanes: Map<string, LaneRecord[]>, key: string): LaneRecord[] {
  const known = lanes.get(key);
  if (known) return known;
  const lane: LaneRecord[] = [];
  lanes.set(key, lane);
  return lane;
}

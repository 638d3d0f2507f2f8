import { isUtf8 } from 'node:buffer';
import { sourceEventProblems } from '../../contract/derived/source-event.ts';
import { columnsOf, timestampOf, type Fields } from './columns.ts';
import type { KafkaRecord } from './kafka-record.ts';

/** A row of the raw zone. */
export interface Row {
  offset: number;
  /** JSON, with the line feed at its end. */
  text: string;
  /** Of the text as UTF-8. */
  bytes: number;
}

/** Why a record is parked. It quotes nothing of the record. */
export interface Unreadable {
  reason: string;
}

/** A key whose value is gone: it says nothing that the event with `operation` delete has not said. */
export interface Tombstone {
  tombstone: true;
}

/** Bytes of a record of Firehose, 1,000 KiB (Amazon Data Firehose API reference, Record). */
const mostBytes = 1_024_000;
/** Problems that a reason names. */
const mostProblems = 3;
/** Names of fields may be long. */
const longestReason = 300;

/**
 * The row of a record: columns of the fields that have one, where it was in the topic, and its value as it is written there. So nothing
 * is lost that has no column. `landedAt` in ISO 8601.
 */
export function rowOf(record: KafkaRecord, landedAt: string): Row | Unreadable | Tombstone {
  const { topic, partition, offset, timestamp, value } = record;
  if (value === undefined || value === null) return { tombstone: true };
  const bytes = Buffer.from(value, 'base64');
  if (!isUtf8(bytes)) return { reason: 'the value is not UTF-8' };
  const line = bytes.toString();
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    // its message quotes the value
    return { reason: 'the value is not JSON' };
  }
  const problems = sourceEventProblems(event);
  if (problems.length > 0) return { reason: offContract(problems) };
  const row = {
    ...columnsOf(event as Fields, line),
    kafka_topic: topic,
    kafka_partition: partition,
    kafka_offset: offset,
    kafka_timestamp: timestampOf(timestamp),
    landed_at: landedAt,
    line,
  };
  const text = `${JSON.stringify(row)}\n`;
  const size = Buffer.byteLength(text);
  return size > mostBytes ? { reason: `the row has more than ${mostBytes} bytes` } : { offset, text, bytes: size };
}

const offContract = (problems: readonly string[]): string =>
  `off contract: ${problems.slice(0, mostProblems).join('; ')}`.slice(0, longestReason);

import { hash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { columnsOf } from './columns.ts';
import { dayOf, instant } from './event-day.ts';

/** Where a line was in the stream. */
export interface LinePlace {
  /** Milliseconds of Unix time. */
  arrival: number;
  partitionKey: string;
  /** Of its record: shard and sequence number. */
  record: string;
}

/** What a line is: an event, a key of a topic whose value is gone, or nothing that anybody can read. */
export type RowKind = 'event' | 'tombstone' | 'unreadable';

export interface Row {
  kind: RowKind;
  /** JSON. */
  text: string;
  /** The partition of the lake: yyyy-MM-dd, in UTC. */
  day: string;
}

/** The member in which the bridge says where a line comes from. */
const originMember = 'stream';

interface Origin {
  kind?: unknown;
  topic?: unknown;
  partition?: unknown;
  offset?: unknown;
  timestamp?: unknown;
  replayed?: unknown;
}

/**
 * The row of a line. Every line becomes one, whatever is in it, and the row has the whole line. Undefined for a line that was replayed
 * from the lake: its row is there.
 */
export function rowOf(data: Buffer, place: LinePlace): Row | undefined {
  const line = isUtf8(data) ? data.toString() : undefined;
  const value = line === undefined ? undefined : objectIn(line);
  const origin = originIn(value);
  if (origin.replayed !== undefined) return undefined;
  const kind = kindOf(value, origin);
  const time = kind === 'event' ? value!['event_time'] : undefined;
  const members = {
    record_id: identityOf(kind, origin, value, () => `${place.record}/${hash('sha256', data).slice(0, 16)}`),
    kind,
    topic: textIn(origin.topic),
    topic_partition: integerIn(origin.partition),
    topic_offset: integerIn(origin.offset),
    produced_at: instant(origin.timestamp),
    arrived_at: instant(place.arrival),
    partition_key: place.partitionKey,
    ...(kind === 'event' ? { ...columnsOf(value!), event_time: instant(time) } : {}),
    line,
    line_base64: line === undefined ? data.toString('base64') : undefined,
  };
  return { kind, text: JSON.stringify(members), day: dayOf(time, place.arrival) };
}

/** The same for every repetition of a line: where it was in its topic, or else who did what. */
function identityOf(
  kind: RowKind,
  { topic, partition, offset }: Origin,
  value: Readonly<Record<string, unknown>> | undefined,
  otherwise: () => string,
): string {
  if (typeof topic === 'string') return `${topic}/${String(partition)}/${String(offset)}`;
  return kind === 'event' ? `${String(value!['user_id'])}/${String(value!['event_id'])}` : otherwise();
}

function kindOf(value: Readonly<Record<string, unknown>> | undefined, origin: Origin): RowKind {
  if (origin.kind === 'tombstone') return 'tombstone';
  return typeof value?.['event_id'] === 'string' && typeof value['user_id'] === 'string' ? 'event' : 'unreadable';
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as never) : undefined;
  } catch {
    return undefined;
  }
}

function originIn(value: Readonly<Record<string, unknown>> | undefined): Origin {
  const origin = value?.[originMember];
  return typeof origin === 'object' && origin !== null ? origin : {};
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const integerIn = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);

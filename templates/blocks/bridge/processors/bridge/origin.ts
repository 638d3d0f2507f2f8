import { isUtf8 } from 'node:buffer';
import type { KafkaRecord } from './kafka-record.ts';

/** The member of a line that says where it comes from. A value that has a member of this name is parked. */
export const originMember = 'stream';

/** What a line is: an event, or a key whose value is gone. */
export type LineKind = 'event' | 'tombstone';

/** Topic, partition and offset of a record, by which sinks tell a repetition, with its key and headers: the member `stream` of a line. */
export function originOf(kind: LineKind, { topic, partition, offset, timestamp, key, headers }: KafkaRecord): string {
  const place = `"kind":"${kind}","topic":${JSON.stringify(topic)},"partition":${partition},"offset":${offset}`;
  const its = key === undefined || key === null ? '' : `,${textOrBytes('key', Buffer.from(key, 'base64'))}`;
  const listed = headers && headers.length > 0 ? `,"headers":[${headers.flatMap(headersIn).join(',')}]` : '';
  return `{${place},"timestamp":${JSON.stringify(timestamp)}${its}${listed}}`;
}

/** Kafka allows a name more than once, and a header without a value. */
const headersIn = (header: Readonly<Record<string, readonly number[] | null>>): string[] =>
  Object.entries(header).map(([name, bytes]) => {
    const value = bytes === null ? '' : `,${textOrBytes('value', Buffer.from(bytes))}`;
    return `{"name":${JSON.stringify(name)}${value}}`;
  });

/** Bytes that are no text stand beside, under a name of their own: nobody takes them for text. */
const textOrBytes = (name: string, bytes: Buffer): string =>
  isUtf8(bytes) ? `"${name}":${JSON.stringify(bytes.toString())}` : `"${name}_base64":"${bytes.toString('base64')}"`;

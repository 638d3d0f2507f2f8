import type { KafkaRecord } from './kafka-record.ts';
import { textOrBytes } from './text-or-bytes.ts';
import type { TopicKey } from './topic-key.ts';

/** The member of a line that says where it comes from. A value that has a member of this name is parked. */
export const originMember = 'stream';

/** What a line is: an event, or a key whose value is gone. */
export type LineKind = 'event' | 'tombstone';

/** Topic, partition and offset of a record, by which sinks tell a repetition, with its key and headers: the member `stream` of a line. */
export function originOf(
  kind: LineKind,
  { topic, partition, offset, timestamp, headers }: KafkaRecord,
  key: TopicKey | undefined,
): string {
  const place = `"kind":"${kind}","topic":${JSON.stringify(topic)},"partition":${partition},"offset":${offset}`;
  const its = key === undefined ? '' : `,${key.said}`;
  const listed = headers && headers.length > 0 ? `,"headers":[${headers.flatMap(headersIn).join(',')}]` : '';
  return `{${place},"timestamp":${timestamp}${its}${listed}}`;
}

/** Kafka allows a name more than once, and a header without a value. */
const headersIn = (header: Readonly<Record<string, readonly number[] | null>>): string[] =>
  Object.entries(header).map(([name, bytes]) => {
    const value = bytes === null ? '' : `,${textOrBytes('value', Buffer.from(bytes))}`;
    return `{"name":${JSON.stringify(name)}${value}}`;
  });

import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { KafkaRecord } from './kafka-record.ts';
import { textOrBytes } from './text-or-bytes.ts';

/** Characters of a partition key (Kinesis API reference, PutRecordsRequestEntry). */
const longest = 256;

/** The key of a record of a topic. */
export interface TopicKey {
  /** In the stream: the same Kafka key always has the same one. A key that is no text, is empty or too long is hashed. */
  partitionKey: string;
  /** As a member of a line. */
  said: string;
}

/** Undefined for a record without a key: it has no order to keep. */
export function topicKey({ key }: KafkaRecord): TopicKey | undefined {
  if (key === undefined || key === null) return undefined;
  const bytes = Buffer.from(key, 'base64');
  const text = isUtf8(bytes) ? bytes.toString() : '';
  const fits = text !== '' && text.length <= longest;
  return {
    partitionKey: fits ? text : `sha256-${hash('sha256', bytes, 'base64url')}`,
    said: textOrBytes('key', bytes),
  };
}

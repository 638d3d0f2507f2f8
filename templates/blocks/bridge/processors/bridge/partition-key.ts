import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { KafkaRecord } from './kafka-record.ts';

/** Characters of a partition key (Kinesis API reference, PutRecordsRequestEntry). */
const longest = 256;

/**
 * The key of a record in the stream: the same Kafka key always has the same one. A key that is no text, is empty or too long is hashed.
 * Undefined for a record without a key: it has no order to keep.
 */
export function partitionKeyOf({ key }: KafkaRecord): string | undefined {
  if (key === undefined || key === null) return undefined;
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length === 0 || bytes.length > 4 * longest || !isUtf8(bytes)) return hashed(bytes);
  const text = bytes.toString();
  return text.length > longest ? hashed(bytes) : text;
}

const hashed = (bytes: Buffer): string => `sha256-${hash('sha256', bytes, 'base64url')}`;

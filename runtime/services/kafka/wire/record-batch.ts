import { gunzipSync } from 'node:zlib';
import type { KafkaHeader } from '../types.ts';
import { crc32c } from './crc32c.ts';
import { WireError } from './error-code.ts';
import { WireReader } from './reader.ts';

/** A record as a producer sends it. */
export interface SentRecord {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly KafkaHeader[];
}

/** A batch of records. `producerId` is -1 where the producer is not idempotent. */
export interface SentBatch {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly baseSequence: number;
  readonly records: readonly SentRecord[];
}

/** Kafka guide, messageformat: the only format since Kafka 4. */
const magicOfToday = 2;
/** The bytes of a batch from its length to its checksum, before its length, and before its records. */
const [beforeChecksum, beforeLength, beforeRecords] = [9, 12, 61];

/**
 * Reads the batches of a partition in a Produce request. Throws a WireError for what no broker takes. A batch has at most `largest` bytes.
 * A broker measures what is compressed as it comes; here, it is measured as it was before as well.
 */
export function batchesIn(bytes: Uint8Array, largest: number): readonly SentBatch[] {
  const reader = new WireReader(bytes);
  const batches: SentBatch[] = [];
  while (reader.left > 0) batches.push(nextBatch(reader, largest));
  return batches;
}

function checkSize(size: number, largest: number): void {
  if (size > largest)
    throw new WireError('messageTooLarge', `The batch has ${size} bytes, and the topic takes ${largest}.`);
}

function nextBatch(reader: WireReader, largest: number): SentBatch {
  reader.int64();
  const length = reader.int32();
  // Kafka, `UnifiedLog`: before the checksum
  checkSize(beforeLength + length, largest);
  reader.int32();
  if (reader.int8() !== magicOfToday)
    throw new WireError(
      'unsupportedForMessageFormat',
      'Only the message format 2 is taken: use a client of Kafka 0.11 or later.',
    );
  const checksum = reader.uint32();
  const body = reader.take(length - beforeChecksum);
  if (crc32c(body) !== checksum)
    throw new WireError('corruptMessage', 'The checksum of a batch does not match its records.');
  return batchOf(new WireReader(body), largest);
}

function batchOf(reader: WireReader, largest: number): SentBatch {
  const attributes = reader.int16();
  reader.int32();
  const baseTimestamp = Number(reader.int64());
  reader.int64();
  const producerId = reader.int64();
  const epoch = reader.int16();
  const baseSequence = reader.int32();
  const count = reader.int32();
  const content = decompressed(reader.take(reader.left), attributes & 7);
  checkSize(beforeRecords + content.length, largest);
  const records = new WireReader(content);
  return {
    producerId,
    epoch,
    baseSequence,
    records: Array.from({ length: count }, () => recordOf(records, baseTimestamp)),
  };
}

function decompressed(bytes: Buffer, codec: number): Uint8Array {
  if (codec === 0) return bytes;
  if (codec === 1) return gunzipSync(bytes);
  throw new WireError(
    'unsupportedCompressionType',
    'The stand-in for a broker takes records as they are, or with gzip.',
  );
}

function recordOf(reader: WireReader, baseTimestamp: number): SentRecord {
  reader.varint();
  reader.int8();
  const timestamp = baseTimestamp + reader.varint();
  reader.varint();
  const key = bytesOf(reader);
  const value = bytesOf(reader);
  const headers = Array.from({ length: reader.varint() }, (): KafkaHeader => [
    reader.take(reader.varint()).toString(),
    bytesOf(reader),
  ]);
  return { timestamp, key, value, headers };
}

/** A copy, so that the message of the client can be let go of. */
function bytesOf(reader: WireReader): Uint8Array | null {
  const length = reader.varint();
  return length < 0 ? null : Buffer.from(reader.take(length));
}

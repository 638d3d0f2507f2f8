import { crc32c } from './crc32c.ts';
import { WireWriter } from './wire-writer.ts';

/** A record of a topic. */
export interface TopicRecord {
  key: string;
  value: string;
  /** Epoch milliseconds. */
  timestamp: number;
}

/** What makes a batch known to the brokers: sent again, it is appended once. */
export interface BatchIdentity {
  producerId: bigint;
  producerEpoch: number;
  /** Of the first record, counted from 0 in each partition. */
  sequence: number;
}

/** Bytes of a batch besides its records (Kafka guide, messageformat). */
export const batchHead = 61;
/** Bytes of a record besides its key and its value, at most. */
const recordHead = 30;

/** At most so many bytes of a batch are for this record. */
export const recordSize = ({ key, value }: Pick<TopicRecord, 'key' | 'value'>): number =>
  recordHead + Buffer.byteLength(key) + Buffer.byteLength(value);

/** Kafka guide, messageformat, "Record Batch": message format 2, without compression. At least one record. */
export function recordBatch(records: readonly TopicRecord[], { producerId, producerEpoch, sequence }: BatchIdentity) {
  const base = records[0]!.timestamp;
  const latest = records.reduce((most, { timestamp }) => Math.max(most, timestamp), base);
  const checked = new WireWriter()
    .int16(0)
    .int32(records.length - 1)
    .int64(base)
    .int64(latest)
    .int64(producerId)
    .int16(producerEpoch)
    .int32(sequence)
    .array(records, () => undefined);
  for (const [at, record] of records.entries()) {
    const body = recordBody(record, record.timestamp - base, at);
    checked.varint(body.length).bytes(body);
  }
  const bytes = checked.done();
  const leaderEpoch = 4;
  const magic = 1;
  const checksum = 4;
  return new WireWriter()
    .int64(0)
    .int32(leaderEpoch + magic + checksum + bytes.length)
    .int32(-1)
    .int8(2)
    .uint32(crc32c(bytes))
    .bytes(bytes)
    .done();
}

function recordBody({ key, value }: TopicRecord, timestampDelta: number, offsetDelta: number): Buffer {
  const writer = new WireWriter().int8(0).varint(timestampDelta).varint(offsetDelta);
  for (const bytes of [Buffer.from(key), Buffer.from(value)]) writer.varint(bytes.length).bytes(bytes);
  return writer.varint(0).done();
}

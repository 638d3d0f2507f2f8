import { hash } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { Stream, StreamOptions } from './types.ts';
import type { StreamRecord } from '../../contracts/records.ts';

/** Kinesis guide, service-sizes-and-limits: data and partition key together, unless the stream is configured for more. */
const recordLimit = 1024 * 1024;
const hour = 3_600_000;

/**
 * Sequence numbers begin below a power of ten, so that they soon gain a digit: whoever compares them as text, or as
 * JavaScript numbers, is found out. The Kinesis API reference allows 0 or [1-9]\d{0,128}.
 */
const firstSequenceNumber = 9_999_999_999_999_999_999_999_999_999_999_999_999_999_999_999_999_999_900n;

/** So many hexadecimal digits of a hash decide: as many as a JavaScript number holds beside the number of a shard. */
const hashDigits = 9;

export class KinesisStream implements Stream {
  readonly arn: string;
  readonly retention: number;
  readonly shardIds: readonly string[];
  readonly #clock: Clock;
  /** Whether a record of this key would be taken now. */
  admits: (partitionKey: string) => boolean = () => true;
  readonly #listeners: ((record: StreamRecord) => void)[] = [];
  #records: StreamRecord[] = [];
  #sequence = firstSequenceNumber;

  constructor({ arn, shards, retention, clock }: StreamOptions) {
    if (!/^arn:aws[\w-]*:kinesis:[\w-]+:\d{12}:stream\/[\w.-]+$/.test(arn)) {
      throw new Error(`"${arn}" is not the ARN of a Kinesis stream (arn:aws:kinesis:REGION:ACCOUNT:stream/NAME).`);
    }
    if (!Number.isInteger(shards) || shards < 1) throw new RangeError(`A stream has 1 shard or more, not ${shards}.`);
    if (retention < 24 * hour || retention > 8760 * hour) {
      throw new RangeError(`A stream keeps records for 24 to 8,760 hours, not for ${retention / hour}.`);
    }
    this.arn = arn;
    this.retention = retention;
    this.shardIds = Array.from({ length: shards }, (_, shard) => `shardId-${String(shard).padStart(12, '0')}`);
    this.#clock = clock;
  }

  put(partitionKey: string, data: Uint8Array | string): StreamRecord {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const keyBytes = Buffer.byteLength(partitionKey);
    if (partitionKey.length < 1 || partitionKey.length > 256) {
      throw new RangeError(`A partition key has 1 to 256 characters, not ${partitionKey.length}.`);
    }
    if (bytes.length + keyBytes > recordLimit) {
      throw new RangeError(`A record has at most ${recordLimit} bytes, key included, not ${bytes.length + keyBytes}.`);
    }
    const record = {
      shardId: this.#shardOf(partitionKey),
      sequenceNumber: String(++this.#sequence),
      partitionKey,
      data: bytes,
      arrivedAt: this.#clock.now(),
    };
    this.#records.push(record);
    for (const listener of this.#listeners) listener(record);
    return record;
  }

  /** Takes up a record of an earlier process, in the order of sequence numbers. */
  restore(record: StreamRecord): void {
    this.#sequence = BigInt(record.sequenceNumber);
    this.#records.push(record);
  }

  /** Lets go of all but the newest records, once there are twice as many: for runs that last longer than memory does. */
  keepNewest(count: number): void {
    if (this.#records.length >= 2 * count) this.#records = this.#records.slice(-count);
  }

  records(): readonly StreamRecord[] {
    const oldest = this.#clock.now() - this.retention;
    if (this.#records[0] && this.#records[0].arrivedAt < oldest) {
      this.#records = this.#records.filter((record) => record.arrivedAt >= oldest);
    }
    return this.#records;
  }

  onPut(listener: (record: StreamRecord) => void): void {
    this.#listeners.push(listener);
  }

  /** Kinesis guide, key-concepts: an MD5 hash maps the partition key to a 128-bit integer; shards own equal ranges of it. */
  #shardOf(partitionKey: string): string {
    const first = parseInt(hash('md5', partitionKey).slice(0, hashDigits), 16);
    return this.shardIds[Math.floor((first * this.shardIds.length) / 16 ** hashDigits)]!;
  }
}

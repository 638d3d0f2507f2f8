import type { Deadline } from '../lib/deadline.ts';
import type { Clock } from '../lib/clock.ts';
import type { PackedRecord } from './packer.ts';

/** PutRecords: which records it did not take, by their position (Kinesis API reference, PutRecords: "ErrorCode" of a record). */
export type PutRecords = (records: readonly PackedRecord[], signal: AbortSignal) => Promise<readonly number[]>;

/** PutRecords takes 500 records and 10 MiB, a shard 1 MB a second: small parts spread better (Kinesis API reference, PutRecords). */
const most = { records: 500, bytes: 4_000_000 };
const firstWait = 100;
const longestWait = 5_000;

/** The stream did not take everything before the time ran out. */
export class NotWritten extends Error {}

/** Writes records to a stream: in parts, and what was refused again, until all of them are taken or the time is over. */
export class StreamWriter {
  readonly #put: PutRecords;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(put: PutRecords, clock: Clock, random: () => number) {
    this.#put = put;
    this.#clock = clock;
    this.#random = random;
  }

  /** Throws `NotWritten` when the deadline comes first. What was written by then stays written. */
  async write(records: readonly PackedRecord[], deadline: Deadline): Promise<void> {
    for (const part of partsOf(records)) {
      let left: readonly PackedRecord[] = part;
      for (let attempt = 0; ; attempt++) {
        left = await this.#attempt(left, deadline);
        if (left.length === 0) break;
        const wait = Math.min(longestWait, firstWait * 2 ** attempt) * (0.5 + this.#random() / 2);
        if (wait >= deadline.remaining())
          throw new NotWritten(`The stream did not take ${left.length} records in time`);
        await this.#clock.sleep(wait);
      }
    }
  }

  /** Gives the records that were not taken: all of them where the call itself fails. */
  async #attempt(records: readonly PackedRecord[], deadline: Deadline): Promise<readonly PackedRecord[]> {
    if (deadline.remaining() === 0) throw new NotWritten(`There was no time to write ${records.length} records`);
    try {
      const refused = await this.#put(records, this.#clock.timeout(deadline.remaining()));
      return refused.map((at) => records[at]!);
    } catch {
      return records;
    }
  }
}

function* partsOf(records: readonly PackedRecord[]): Generator<readonly PackedRecord[]> {
  let part: PackedRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (part.length === most.records || (part.length > 0 && bytes + record.data.length > most.bytes)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(record);
    bytes += record.data.length + record.partitionKey.length;
  }
  if (part.length > 0) yield part;
}

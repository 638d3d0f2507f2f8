import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';

/** A record of the stream. */
export interface OrderedRecord {
  partitionKey: string;
  text: string;
  bytes: number;
}

/** Records of one key: each has to be in the stream before the next one is sent. */
export type Lane<Its extends OrderedRecord = OrderedRecord> = readonly Its[];

/** PutRecords: which records it did not take, by their position (Kinesis API reference, PutRecords: "ErrorCode" of a record). */
export type PutRecords<Its extends OrderedRecord = OrderedRecord> = (
  records: readonly Its[],
  signal: AbortSignal,
) => Promise<readonly number[]>;

/** PutRecords takes 500 records and 10 MiB, a shard 1 MB a second: small parts spread better (Kinesis API reference, PutRecords). */
const most = { records: 500, bytes: 4_000_000 };
/** Bytes that a partition key may have: 256 characters. */
const keyBytes = 1_024;
const firstWait = 100;
const longestWait = 5_000;

/** How far a lane is. */
interface Progress<Its extends OrderedRecord> {
  lane: Lane<Its>;
  written: number;
  /** How often its next record was refused. */
  refused: number;
  notBefore: number;
}

/**
 * Writes lanes to a stream, in their order. PutRecords takes some records of a call and refuses others, and a call that fails may have
 * taken all of them. So a call has one record of each lane at most, and a record is sent when the stream has acknowledged the one before
 * it: whenever a record gets into the stream, everything of its key that comes before it is there.
 */
export class OrderedWriter<Its extends OrderedRecord = OrderedRecord> {
  readonly #put: PutRecords<Its>;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(put: PutRecords<Its>, clock: Clock, random: () => number) {
    this.#put = put;
    this.#clock = clock;
    this.#random = random;
  }

  /** How many records of each lane the stream has acknowledged when all of them are written, or the time is over. */
  async write(lanes: readonly Lane<Its>[], deadline: Deadline): Promise<readonly number[]> {
    const all = lanes.map((lane): Progress<Its> => ({ lane, written: 0, refused: 0, notBefore: 0 }));
    for (let open = unfinished(all); open.length > 0; open = unfinished(open)) {
      const now = this.#clock.now();
      const ready = open.filter(({ notBefore }) => notBefore <= now);
      if (ready.length === 0) {
        const wait = open.reduce((least, { notBefore }) => Math.min(least, notBefore), Infinity) - now;
        if (wait >= deadline.remaining()) break;
        await this.#clock.sleep(wait);
      }
      for (const part of partsOf(ready)) await this.#attempt(part, deadline);
      if (deadline.remaining() === 0) break;
    }
    return all.map(({ written }) => written);
  }

  /** One call, with the next record of each lane. */
  async #attempt(part: readonly Progress<Its>[], deadline: Deadline): Promise<void> {
    if (deadline.remaining() === 0) return;
    const refused = await this.#refusedOf(part.map(nextOf), deadline);
    for (const [at, progress] of part.entries())
      if (refused === 'all' || refused.has(at)) {
        const wait = Math.min(longestWait, firstWait * 2 ** progress.refused++) * (0.5 + this.#random() / 2);
        progress.notBefore = this.#clock.now() + wait;
      } else {
        progress.written++;
        progress.refused = 0;
      }
  }

  async #refusedOf(records: readonly Its[], deadline: Deadline): Promise<ReadonlySet<number> | 'all'> {
    try {
      return new Set(await this.#put(records, this.#clock.timeout(deadline.remaining())));
    } catch {
      return 'all';
    }
  }
}

const unfinished = <Its extends OrderedRecord>(some: readonly Progress<Its>[]): readonly Progress<Its>[] =>
  some.filter(({ lane, written }) => written < lane.length);

const nextOf = <Its extends OrderedRecord>({ lane, written }: Progress<Its>): Its => lane[written]!;

function* partsOf<Its extends OrderedRecord>(ready: readonly Progress<Its>[]): Generator<readonly Progress<Its>[]> {
  let part: Progress<Its>[] = [];
  let bytes = 0;
  for (const progress of ready) {
    const more = nextOf(progress).bytes + keyBytes;
    if (part.length === most.records || (part.length > 0 && bytes + more > most.bytes)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(progress);
    bytes += more;
  }
  if (part.length > 0) yield part;
}

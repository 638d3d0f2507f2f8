import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';

/** A record for Firehose. */
export interface DeliveryRecord {
  text: string;
  /** Of the text as UTF-8. */
  bytes: number;
}

/** PutRecordBatch: which records it did not take, by their position ("RequestResponses", with an ErrorCode). Throws when the call failed. */
export type PutRecordBatch = (records: readonly DeliveryRecord[], signal: AbortSignal) => Promise<readonly number[]>;

/** 500 records and 4 MiB a call (Amazon Data Firehose API reference, PutRecordBatch). */
const most = { records: 500, bytes: 4 * 1024 * 1024 };
const firstWait = 100;
const longestWait = 5_000;

/**
 * Puts records into a Firehose stream. A call takes some records and refuses others: exactly those are put again, after a pause that
 * grows. An answer that is lost means that records are put twice, so the raw zone may have a record more than once.
 */
export class DeliveryWriter {
  readonly #put: PutRecordBatch;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(put: PutRecordBatch, clock: Clock, random: () => number) {
    this.#put = put;
    this.#clock = clock;
    this.#random = random;
  }

  /** The positions of the records that Firehose has not acknowledged when the time is over; none when all are there. */
  async write(records: readonly DeliveryRecord[], deadline: Deadline): Promise<ReadonlySet<number>> {
    let left = records.map((record, at) => ({ record, at }));
    for (let tries = 0; left.length > 0 && deadline.remaining() > 0; tries++) {
      if (tries > 0) {
        const wait = Math.min(longestWait, firstWait * 2 ** (tries - 1)) * (0.5 + this.#random() / 2);
        if (wait >= deadline.remaining()) break;
        await this.#clock.sleep(wait);
      }
      const refused: typeof left = [];
      for (const call of callsOf(left)) refused.push(...(await this.#attempt(call, deadline)));
      left = refused;
    }
    return new Set(left.map(({ at }) => at));
  }

  /** One call; gives what is not there after it. */
  async #attempt<Placed extends { record: DeliveryRecord }>(call: readonly Placed[], deadline: Deadline) {
    if (deadline.remaining() === 0) return call;
    try {
      const records = call.map(({ record }) => record);
      const refused = await this.#put(records, this.#clock.timeout(deadline.remaining()));
      return refused.map((at) => call[at]!);
    } catch {
      return call;
    }
  }
}

function* callsOf<Placed extends { record: DeliveryRecord }>(left: readonly Placed[]): Generator<readonly Placed[]> {
  let call: Placed[] = [];
  let bytes = 0;
  for (const each of left) {
    if (call.length === most.records || (call.length > 0 && bytes + each.record.bytes > most.bytes)) {
      yield call;
      call = [];
      bytes = 0;
    }
    call.push(each);
    bytes += each.record.bytes;
  }
  if (call.length > 0) yield call;
}

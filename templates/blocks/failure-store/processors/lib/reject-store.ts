import type { KinesisStreamRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';

/** A record that no retry would get through, and why. */
export interface Rejected {
  record: KinesisStreamRecord;
  reason: string;
}

/** A line of a reject object: what `npm run replay` puts back into the stream. */
export interface RejectLine {
  reason: string;
  eventID: string;
  partitionKey: string;
  /** The record as it came, base64. */
  data: string;
}

export type PutObject = (key: string, body: string) => Promise<void>;

/** Parks records, whole and with the reason, as lines of JSON in one object a batch. */
export class RejectStore {
  readonly #put: PutObject;
  readonly #prefix: string;

  constructor(put: PutObject, prefix: string) {
    this.#put = put;
    this.#prefix = prefix;
  }

  async park(rejected: readonly Rejected[]): Promise<void> {
    if (rejected.length === 0) return;
    const lines = rejected.map(({ record, reason }): RejectLine => {
      const { partitionKey, data } = record.kinesis;
      return { reason, eventID: record.eventID, partitionKey, data };
    });
    await this.#put(this.#keyOf(rejected), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  /** The same for the same records, so that a batch that is delivered twice is parked once. */
  #keyOf(rejected: readonly Rejected[]): string {
    const arrival = Math.min(...rejected.map(({ record }) => record.kinesis.approximateArrivalTimestamp));
    const day = new Date(arrival * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
    const ids = createHash('sha256').update(rejected.map(({ record }) => record.eventID).join('\n'));
    return `${this.#prefix}${day}/${ids.digest('hex').slice(0, 32)}.jsonl`;
  }
}

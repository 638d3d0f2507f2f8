import { hash } from 'node:crypto';
import type { Rejected } from './lanes.ts';

/** A line of an object of the failure store: the record as Lambda handed it over, and why it is parked. */
export type ParkedKafkaRecord = Rejected;

export type PutObject = (key: string, body: string) => Promise<void>;

/** Parks records of a topic, whole and with the reason, as lines of JSON in one object for each partition of a batch. */
export class ParkedRecords {
  readonly #put: PutObject;
  readonly #prefix: string;

  constructor(put: PutObject, prefix: string) {
    this.#put = put;
    this.#prefix = prefix;
  }

  /** `rejected` are records of one partition. The same records are parked under one name, however often they come. */
  async park(rejected: readonly Rejected[]): Promise<void> {
    const [first] = rejected;
    if (first === undefined) return;
    const { topic, partition, offset } = first.record;
    const which = hash('sha256', rejected.map(({ record }) => record.offset).join(' '), 'hex').slice(0, 16);
    const place = `${topic}-${partition}/${String(offset).padStart(19, '0')}-${which}`;
    const lines = rejected.map((each: ParkedKafkaRecord) => `${JSON.stringify(each)}\n`);
    await this.#put(`${this.#prefix}${place}.jsonl`, lines.join(''));
  }
}

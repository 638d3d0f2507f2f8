import { hash } from 'node:crypto';
import type { Rejected } from './lanes.ts';

/** A line of an object of the failure store: the record as Lambda handed it over, and why it is parked. */
export type ParkedKafkaRecord = Rejected;

export type PutObject = (key: string, body: string, signal: AbortSignal) => Promise<void>;

/** Parks records of a topic, whole and with the reason, as lines of JSON in one object for each partition of a batch. */
export class ParkedRecords {
  readonly #put: PutObject;
  readonly #prefix: string;

  constructor(put: PutObject, prefix: string) {
    this.#put = put;
    this.#prefix = prefix;
  }

  /**
   * `rejected` are records of one partition. The same records are parked under one name, however often Lambda hands them over. A replay
   * removes the object that it has given back, maybe after the same records were parked again: those are in an object of another name.
   */
  async park(rejected: readonly Rejected[], signal: AbortSignal): Promise<void> {
    const [first] = rejected;
    if (first === undefined) return;
    const { topic, partition, offset } = first.record;
    const which = hash('sha256', rejected.map(identityOf).join(' '), 'hex').slice(0, 16);
    const place = `${topic}-${partition}/${String(offset).padStart(19, '0')}-${which}`;
    const lines = rejected.map((each: ParkedKafkaRecord) => `${JSON.stringify(each)}\n`);
    await this.#put(`${this.#prefix}${place}.jsonl`, lines.join(''), signal);
  }
}

const identityOf = ({ record: { offset, again = 0 } }: Rejected): string => `${offset}.${again}`;

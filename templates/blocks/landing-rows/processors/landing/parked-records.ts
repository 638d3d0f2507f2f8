import { hash } from 'node:crypto';
import type { KafkaRecord } from './kafka-record.ts';

/** A line of an object of the failure store: the record as Lambda handed it over, and why it is parked. */
export interface ParkedKafkaRecord {
  record: KafkaRecord;
  reason: string;
}

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
   * `parked` are records of one partition. The same records are parked under one name, however often Lambda hands them over. A replay
   * removes the object that it has given back, maybe after the same records were parked again: those are in an object of another name.
   */
  async park(parked: readonly ParkedKafkaRecord[], signal: AbortSignal): Promise<void> {
    const [first] = parked;
    if (first === undefined) return;
    const { topic, partition, offset } = first.record;
    const which = hash('sha256', parked.map(identityOf).join(' '), 'hex').slice(0, 16);
    const place = `${topic}-${partition}/${String(offset).padStart(19, '0')}-${which}`;
    const lines = parked.map((each) => `${JSON.stringify(each)}\n`);
    await this.#put(`${this.#prefix}${place}.jsonl`, lines.join(''), signal);
  }
}

const identityOf = ({ record: { offset, again = 0 } }: ParkedKafkaRecord): string => `${offset}.${again}`;

import type { DynamoDBRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';

/** A line of an object of the failure store: the stream record of an offer, and why it is parked. */
export interface ParkedOffer {
  reason: string;
  record: DynamoDBRecord;
}

export type PutObject = (key: string, body: string) => Promise<void>;

/** Parks offers, whole and with the reason, as lines of JSON in one object a batch. */
export class ParkedOffers {
  readonly #put: PutObject;
  readonly #prefix: string;

  constructor(put: PutObject, prefix: string) {
    this.#put = put;
    this.#prefix = prefix;
  }

  async park(offers: readonly ParkedOffer[]): Promise<void> {
    if (offers.length === 0) return;
    const created = Math.min(...offers.map(({ record }) => record.dynamodb!.ApproximateCreationDateTime ?? 0));
    const day = new Date(created * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
    // the same for the same records, so that a batch that is delivered twice is parked once
    const ids = createHash('sha256').update(offers.map(({ record }) => record.eventID).join('\n'));
    const key = `${this.#prefix}${day}/${ids.digest('hex').slice(0, 32)}.jsonl`;
    await this.#put(key, offers.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }
}

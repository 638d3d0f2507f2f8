import { createHash } from 'node:crypto';
import type { Fate } from '../lib/analysis/click.ts';
import type { PutObject } from '../lib/reject-store.ts';

/** An event that no session and no rule takes, and is kept for people: late, ahead, or one of a flood. */
export interface LeftOut {
  fate: Exclude<Fate, 'taken' | 'repeated' | 'withoutConsent'>;
  /** Milliseconds of Unix time: when it arrived. */
  arrival: number;
  /** The event as it came. */
  line: string;
}

/** Keeps events that were left out, as lines of JSON in one object a batch. */
export class LeftOutStore {
  readonly #put: PutObject;
  readonly #prefix: string;

  constructor(put: PutObject, prefix: string) {
    this.#put = put;
    this.#prefix = prefix;
  }

  async keep(leftOut: readonly LeftOut[]): Promise<void> {
    if (leftOut.length === 0) return;
    const body = leftOut.map(({ fate, line }) => `{"left_out":"${fate}","event":${line.trim()}}\n`).join('');
    const first = Math.min(...leftOut.map(({ arrival }) => arrival));
    const day = new Date(first).toISOString().slice(0, 10).replaceAll('-', '/');
    // the same for the same events, so that a batch that is delivered twice is kept once
    const name = createHash('sha256').update(body).digest('hex').slice(0, 32);
    await this.#put(`${this.#prefix}${day}/${name}.jsonl`, body);
  }
}

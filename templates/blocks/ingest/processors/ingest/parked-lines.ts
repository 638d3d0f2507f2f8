import { objectId, sourceOf, type LogObject, type Task } from '../lib/log-object.ts';
import type { Reasons } from '../lib/reasons.ts';

/** A line that is parked, as a line of JSON in the failure bucket. The log itself stays in the raw bucket. */
export interface ParkedLine {
  reason: string;
  object: LogObject;
  line: number;
  /** How often it was replayed; absent before the first time. */
  again?: number;
  /** The line, or its first part, base64. */
  data: string;
}

interface Written {
  reason: string;
  text: string;
}

export type PutObject = (key: string, body: string) => Promise<void>;

/** Bytes of a line that are kept with it: enough to see what it is. */
const shown = 16_384;
/** Characters of an object of the failure bucket. */
const objectSize = 4_000_000;

/**
 * Parks lines of one object of the raw bucket. Objects of the failure bucket are named after the first line in them, and end at the same
 * lines whenever the log is read: one that is read twice is parked once. A replay removes the object that it has given back, maybe after
 * ingest has parked the same lines again: those are in an object of another name.
 */
export class ParkedLines {
  readonly #put: PutObject;
  readonly #prefix: string;
  readonly #object: LogObject;
  readonly #again: number | undefined;
  readonly #reasons: Reasons;
  readonly #full: { key: string; lines: Written[] }[] = [];
  #lines: Written[] = [];
  #size = 0;
  #first = 0;
  /** Lines that are parked. */
  parked = 0;

  /** `reasons` hears of the lines that were parked, by source. */
  constructor(put: PutObject, prefix: string, { object, again }: Task, reasons: Reasons) {
    this.#put = put;
    this.#prefix = prefix;
    this.#object = object;
    this.#again = again;
    this.#reasons = reasons;
  }

  /** `text` is a text of bytes. */
  add(reason: string, text: string, line: number): void {
    const data = Buffer.from(text.slice(0, shown), 'latin1').toString('base64');
    const again = this.#again === undefined ? {} : { again: this.#again };
    const parked = JSON.stringify({ reason, object: this.#object, line, ...again, data } satisfies ParkedLine);
    if (this.#lines.length === 0) this.#first = line;
    this.#lines.push({ reason, text: `${parked}\n` });
    this.#size += parked.length;
    if (this.#size > objectSize) this.#close();
  }

  /** Writes the objects that are full. */
  async flush(): Promise<void> {
    for (let next = this.#full.shift(); next; next = this.#full.shift()) {
      await this.#put(next.key, next.lines.map(({ text }) => text).join(''));
      this.parked += next.lines.length;
      for (const { reason } of next.lines) this.#reasons.add('line parked', `${sourceOf(this.#object)}: ${reason}`, 1);
    }
  }

  /** Writes everything that was added. */
  async end(): Promise<void> {
    this.#close();
    await this.flush();
  }

  #close(): void {
    if (this.#lines.length === 0) return;
    const again = this.#again === undefined ? '' : `-${this.#again}`;
    const key = `${this.#prefix}${objectId(this.#object)}-${this.#first}${again}.jsonl`;
    this.#full.push({ key, lines: this.#lines });
    this.#lines = [];
    this.#size = 0;
  }
}

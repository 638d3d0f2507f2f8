import { isAscii } from 'node:buffer';
import { validUtf8 } from '../lib/access-event/json-text.ts';

/** Most bytes of a line: CloudWatch Logs takes no longer ones, and what is collected has to fit into a record. */
export const longestLine = 1_000_000;

/** Gets a line as a range of a text of bytes, with its number, counted from 1. */
export type OnLine = (text: string, from: number, to: number, line: number) => void;

/** Cuts bytes into lines. A line is handed over without its end, \n or \r\n; the last one may have none. */
export class Lines {
  readonly #onLine: OnLine;
  readonly #onOverlong: (start: string, line: number) => void;
  #rest = '';
  #ascii = true;
  #overlong = false;
  /** The number of the last line. */
  line = 0;

  constructor(onLine: OnLine, onOverlong: (start: string, line: number) => void) {
    this.#onLine = onLine;
    this.#onOverlong = onOverlong;
  }

  take(chunk: Buffer): void {
    const ascii = isAscii(chunk);
    const text = this.#rest + chunk.toString('latin1');
    const plain = ascii && this.#ascii;
    let at = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      this.#hand(text, at, end, plain);
      at = end + 1;
    }
    this.#rest = at === 0 ? text : text.slice(at);
    this.#ascii = this.#rest.length > chunk.length ? plain : ascii;
    if (this.#rest.length > longestLine) {
      if (!this.#overlong) this.#onOverlong(this.#rest.slice(0, 1000), this.line + 1);
      this.#overlong = true;
      this.#rest = '';
    }
  }

  /** What came after the last end of a line. */
  get rest(): string {
    return this.#rest;
  }

  /** The last line, where it has no end. */
  end(): void {
    if (this.#rest !== '' || this.#overlong) this.#hand(this.#rest, 0, this.#rest.length, this.#ascii);
    this.#rest = '';
  }

  #hand(text: string, from: number, end: number, plain: boolean): void {
    this.line++;
    if (this.#overlong) {
      this.#overlong = false;
      return;
    }
    const to = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (plain) {
      this.#onLine(text, from, to, this.line);
      return;
    }
    const line = validUtf8(text.slice(from, to));
    this.#onLine(line, 0, line.length, this.line);
  }
}

/** Real milliseconds between two lines that stay. */
const pause = 5000;

type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Shows what a command is doing: one line that changes on a terminal, a new line every few seconds elsewhere. */
export class Progress {
  readonly #stream: Output;
  readonly #now: () => number;
  #shownAt = -Infinity;

  /** @param now - milliseconds of a clock that never goes back. */
  constructor(stream: Output, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  tell(text: string): void {
    if (this.#stream.isTTY) {
      // a line that wraps could not be replaced
      this.#stream.write(`\r\u001B[K${text.slice(0, (this.#stream.columns ?? 80) - 1)}`);
      return;
    }
    if (this.#now() - this.#shownAt < pause) return;
    this.#shownAt = this.#now();
    this.#stream.write(`${text}\n`);
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001B[K');
  }
}

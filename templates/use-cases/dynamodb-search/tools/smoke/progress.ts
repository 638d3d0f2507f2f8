/** Where progress is shown: one line that changes on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WritableStream & { isTTY?: boolean };
  readonly #now: () => number;
  #shownAt = -Infinity;

  constructor(stream: NodeJS.WritableStream & { isTTY?: boolean }, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  tell(text: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[K${text}`);
      return;
    }
    if (this.#now() - this.#shownAt < 10_000) return;
    this.#shownAt = this.#now();
    this.#stream.write(`${text}\n`);
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001B[K');
  }
}

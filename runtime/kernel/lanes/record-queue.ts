/** Taken records are let go of once there are so many of them. */
const takenAtMost = 1000;

/** First in, first out, at a cost that does not grow with what waits. */
export class RecordQueue<R> {
  #records: R[] = [];
  #taken = 0;

  get length(): number {
    return this.#records.length - this.#taken;
  }

  get first(): R | undefined {
    return this.#records[this.#taken];
  }

  push(record: R): void {
    this.#records.push(record);
  }

  take(count: number): readonly R[] {
    const taken = this.#records.slice(this.#taken, this.#taken + count);
    this.#taken += taken.length;
    if (this.#taken > takenAtMost && this.#taken * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#taken);
      this.#taken = 0;
    }
    return taken;
  }
}

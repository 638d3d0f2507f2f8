/** The last values of a series, in their order. NaN takes a place among the last ones, and none in the order. */
export class SortedWindow {
  readonly #most: number;
  readonly #queue: number[] = [];
  readonly #sorted: number[] = [];

  /** Keeps so many values. */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#queue.length;
  }

  /** From the lowest to the highest. */
  get sorted(): readonly number[] {
    return this.#sorted;
  }

  add(value: number): void {
    this.#queue.push(value);
    if (!Number.isNaN(value)) this.#sorted.splice(this.#placeOf(value), 0, value);
    if (this.#queue.length <= this.#most) return;
    const oldest = this.#queue.shift()!;
    if (!Number.isNaN(oldest)) this.#sorted.splice(this.#placeOf(oldest), 1);
  }

  /** The place of the first value that is not lower. */
  #placeOf(value: number): number {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#sorted[middle]! < value) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

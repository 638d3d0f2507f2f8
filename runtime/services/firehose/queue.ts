/** First in, first out, without moving what stays. */
export class Queue<Item> {
  #items: Item[] = [];
  #removed = 0;

  get size(): number {
    return this.#items.length - this.#removed;
  }

  get first(): Item | undefined {
    return this.#items[this.#removed];
  }

  add(item: Item): void {
    this.#items.push(item);
  }

  /** The first `count`. */
  remove(count: number): void {
    this.#removed = Math.min(this.#removed + count, this.#items.length);
    if (this.#removed < this.size) return;
    this.#items = this.#items.slice(this.#removed);
    this.#removed = 0;
  }
}

import type { Clock } from '../../contracts/clock.ts';

export interface BufferOptions<Item> {
  readonly clock: Pick<Clock, 'timer'>;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds. */
  readonly interval: number;
  sizeOf(item: Item): number;
  flush(items: readonly Item[]): void;
}

/**
 * Firehose guide, create-configure-backup, "buffering hints": whichever of size and interval is reached first triggers the delivery.
 * Both are hints: the item that reaches the size is part of it.
 */
export class HintedBuffer<Item> {
  readonly #options: BufferOptions<Item>;
  #items: Item[] = [];
  #bytes = 0;
  #cancel: () => void = () => undefined;

  constructor(options: BufferOptions<Item>) {
    this.#options = options;
  }

  add(item: Item): void {
    const { clock, size, interval, sizeOf } = this.#options;
    if (this.#items.length === 0) this.#cancel = clock.timer(interval, () => this.#flush());
    this.#items.push(item);
    this.#bytes += sizeOf(item);
    if (this.#bytes >= size) this.#flush();
  }

  #flush(): void {
    this.#cancel();
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    this.#options.flush(items);
  }
}

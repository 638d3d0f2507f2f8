import { textOf } from './item.ts';
import { CapturedTable, type CapturedChange } from './table.ts';
import type { ChangingTable, Item, TableChange, TableOptions } from './types.ts';

/** A table that tells of its changes, with what was there before: for a stream of the table. */
export class WatchedTable extends CapturedTable implements ChangingTable {
  readonly #listeners: ((change: TableChange) => void)[] = [];
  /** The items as they were before a change that is told of. */
  readonly #images = new Map<string, Item>();
  #expiring = false;

  constructor(options: TableOptions, remember: (change: CapturedChange) => void = () => undefined) {
    super(options, (change) => {
      remember(change);
      this.#tell(change);
    });
  }

  override restore(changes: readonly CapturedChange[], arrived: (data: string) => number): void {
    super.restore(changes, arrived);
    for (const { key, item } of changes) this.#keep(textOf(key), item);
  }

  override expire(key: Item): void {
    this.#expiring = true;
    super.expire(key);
    this.#expiring = false;
  }

  onChange(listener: (change: TableChange) => void): void {
    this.#listeners.push(listener);
  }

  #tell({ key, item, micros }: CapturedChange): void {
    const text = textOf(key);
    const before = this.#images.get(text);
    this.#keep(text, item);
    const change = { key, before, after: item ?? undefined, byTimeToLive: this.#expiring, micros };
    for (const listener of this.#listeners) listener(change);
  }

  #keep(text: string, item: Item | null): void {
    if (item) this.#images.set(text, item);
    else this.#images.delete(text);
  }
}

import type { ServiceOptions } from '../../contracts/faults.ts';
import { callService } from '../../kernel/invocation.ts';
import { copyOf, textOf } from './item.ts';
import type { CapturedChange } from './table.ts';
import type { Item } from './types.ts';

const latency = 5;
/** As long as a GetItem may see what was (`table.ts`): a query is no better, and an index is behind its table. Milliseconds. */
const longestStale = 5 * 60_000;

/** A global secondary index. It has the items that have its key. */
export interface TableIndex {
  readonly name: string;
  /** Attribute names: partition key, then sort key where there is one. */
  readonly key: readonly string[];
  /** What it has beside the keys of index and table. */
  readonly projection: 'ALL' | readonly string[];
}

export interface Wanted {
  /** What may be throttled, in words. */
  readonly partition: string;
  readonly consistent: boolean;
  meant(item: Item): boolean;
}

/** The items of a table as queries find them: told of each change, it needs no second look at the table. */
export class QueriedItems {
  readonly indexes: readonly TableIndex[];
  readonly #options: ServiceOptions;
  readonly #items = new Map<string, { now: Item | undefined; before: Item | undefined; at: number }>();

  constructor(indexes: readonly TableIndex[], options: ServiceOptions) {
    this.indexes = indexes;
    this.#options = options;
  }

  note({ key, item }: Pick<CapturedChange, 'key' | 'item'>): void {
    const text = textOf(key);
    const before = this.#items.get(text)?.now;
    this.#items.set(text, { now: item ?? undefined, before, at: this.#options.clock.now() });
  }

  /**
   * The items that are meant, in no order; may be throttled, by partition. A read that is not consistent may give each as it was before
   * its last change.
   */
  find({ partition, consistent, meant }: Wanted): Promise<readonly Item[]> {
    const { clock, faults } = this.#options;
    return callService(async () => {
      await clock.sleep(latency);
      if (faults.strike('table.read-throttled', partition)) throw throttled();
      const found: Item[] = [];
      for (const [text, { now, before, at }] of this.#items) {
        const isRecent = !consistent && clock.now() - at < longestStale;
        const may = [now, isRecent ? before : undefined].some((item) => item && meant(item));
        if (!may) {
          if (!now && !isRecent) this.#items.delete(text);
          continue;
        }
        const item = isRecent && faults.strike('table.read-stale', text) ? before : now;
        if (item && meant(item)) found.push(copyOf(item));
      }
      return found;
    });
  }
}

/** As the AWS SDK for JavaScript throws it. */
const throttled = (): Error =>
  Object.assign(new Error('The level of configured provisioned throughput for the table was exceeded.'), {
    name: 'ProvisionedThroughputExceededException',
    $metadata: { httpStatusCode: 400 },
  });

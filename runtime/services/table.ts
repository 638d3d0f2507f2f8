import type { Item, Table, TableOptions } from '../api.ts';
import { callService } from '../functions/invocation.ts';
import { digest, uuidOf } from '../identity.ts';
import { changeRecordOf, type Change } from './change-record.ts';
import { copyOf, textOf } from './item.ts';

const latency = 5;
/** DynamoDB guide, ServiceQuotas: item size, here approximated by its DynamoDB JSON. */
const itemLimit = 400 * 1024;
const second = 1000;
const minute = 60 * second;

interface Row {
  readonly item: Item;
  /** The item as text: the same text means that nothing changed. */
  readonly text: string;
}

/** What is remembered of a key, whether its item still exists or not. */
interface History {
  readonly changes: number;
  readonly lastMicros: number;
}

export class CapturedTable implements Table {
  readonly #options: TableOptions;
  readonly #rows = new Map<string, Row>();
  readonly #histories = new Map<string, History>();
  /** Creation time of the table's last change. */
  #lastMicros = 0;
  #underway = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: TableOptions) {
    this.#options = options;
  }

  put(item: Item): void {
    const row = { item: copyOf(item), text: textOf(item) };
    if (Buffer.byteLength(row.text) > itemLimit) {
      throw new RangeError(`An item has at most ${itemLimit} bytes, not ${Buffer.byteLength(row.text)}.`);
    }
    const key = this.#keyOf(item);
    const before = this.#rows.get(key.text);
    if (before?.text === row.text) return;
    this.#rows.set(key.text, row);
    this.#capture(key, before, row, false);
  }

  delete(key: Item): void {
    this.#remove(key, false);
  }

  expire(key: Item): void {
    this.#remove(key, true);
  }

  read(key: Item): Promise<Item | undefined> {
    const { clock, faults } = this.#options;
    const { text } = this.#keyOf(key);
    return callService(async () => {
      await clock.sleep(latency);
      if (faults.strike('table.read-throttled', text)) throw throttled();
      const row = this.#rows.get(text);
      return row && copyOf(row.item);
    });
  }

  items(): readonly Item[] {
    return [...this.#rows.values()].map(({ item }) => copyOf(item));
  }

  captured(): Promise<void> {
    if (this.#underway === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #remove(keyOrItem: Item, byTimeToLive: boolean): void {
    const key = this.#keyOf(keyOrItem);
    const before = this.#rows.get(key.text);
    if (before === undefined) return;
    this.#rows.delete(key.text);
    this.#capture(key, before, undefined, byTimeToLive);
  }

  #capture(
    key: { item: Item; text: string },
    before: Row | undefined,
    after: Row | undefined,
    byTimeToLive: boolean,
  ): void {
    const { name, changes } = this.#options;
    const history = this.#histories.get(key.text);
    const nth = (history?.changes ?? 0) + 1;
    const micros = this.#creationTime(key.text, history);
    this.#histories.set(key.text, { changes: nth, lastMicros: micros });
    const change: Change = {
      region: changes.stream.arn.split(':')[3]!,
      // Counted per key: concurrent writes to other items must not change what the oracle decides for this one.
      id: uuidOf(`${name}|${key.text}|${nth}`),
      table: name,
      key: key.item,
      before: before?.item,
      after: after?.item,
      byTimeToLive,
      micros,
      precision: changes.precision,
    };
    const data = JSON.stringify(changeRecordOf(change));
    for (const delay of this.#delaysOf(change.id)) this.#deliver(key.text, data, delay);
  }

  /** A time of its own, as a microsecond clock would give it, unless the oracle lets two changes of one item collide. */
  #creationTime(key: string, history: History | undefined): number {
    const now = Math.floor(this.#options.clock.now() * 1000);
    const last = history?.lastMicros ?? 0;
    if (last >= now && this.#options.faults.strike('table.same-time', key)) return last;
    this.#lastMicros = Math.max(now, this.#lastMicros + 1);
    return this.#lastMicros;
  }

  /** When the change's records arrive, from now. Seconds let others overtake; minutes outlast `index.gc_deletes`. */
  #delaysOf(change: string): number[] {
    const { faults } = this.#options;
    const reorder = faults.strike('stream.reorder', change);
    const delay = faults.strike('stream.delay', change);
    const arrival = (reorder ? reorder.severity * 5 * second : 0) + (delay ? minute + delay.severity * 9 * minute : 0);
    const duplicate = faults.strike('stream.duplicate', change);
    return duplicate ? [arrival, arrival + duplicate.severity * 2 * minute] : [arrival];
  }

  #deliver(partitionKey: string, data: string, delay: number): void {
    const { clock, changes } = this.#options;
    // The guide does not say how DynamoDB chooses the partition key, only that an item's changes keep one.
    const key = partitionKey.length <= 256 ? partitionKey : digest(partitionKey);
    if (delay === 0) {
      changes.stream.put(key, data);
      return;
    }
    this.#underway++;
    clock.timer(delay, () => {
      changes.stream.put(key, data);
      if (--this.#underway === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  #keyOf(item: Item): { item: Item; text: string } {
    const { key, name } = this.#options;
    const entries = key.map((attribute) => {
      const value = item[attribute];
      if (value === undefined || !('S' in value || 'N' in value || 'B' in value)) {
        throw new TypeError(
          `Table ${name} needs key attribute "${attribute}" of type S, N or B; got ${JSON.stringify(value)}.`,
        );
      }
      return [attribute, value] as const;
    });
    const keyItem = Object.fromEntries(entries);
    return { item: keyItem, text: textOf(keyItem) };
  }
}

/** As the AWS SDK for JavaScript throws it. */
const throttled = (): Error =>
  Object.assign(new Error('The level of configured provisioned throughput for the table was exceeded.'), {
    name: 'ProvisionedThroughputExceededException',
    $metadata: { httpStatusCode: 400 },
  });

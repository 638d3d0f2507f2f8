import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ChangeCapture, Item, Table, TableOptions } from './types.ts';
import type { RecordSink } from '../../contracts/records.ts';
import { callService } from '../../kernel/invocation.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { changeRecordOf, type Change } from './change-record.ts';
import { copyOf, sizeOf, textOf } from './item.ts';

const latency = 5;
/** DynamoDB guide, ServiceQuotas: item size, in bytes. */
const itemLimit = 400 * 1024;
/** How long DynamoDB waits before it offers a record again that the stream had no capacity for. The guide does not say. */
const captureRetry = 5000;
const second = 1000;
const minute = 60 * second;
/**
 * How far apart two changes of one item are at most that carry one creation time. The guide gives no bound; this one is wide, so
 * that it does not depend on the speed of a machine which changes collide.
 */
const approximately = 5 * minute * 1000;
/**
 * "Usually within one second" a write is seen by every read (DynamoDB guide, HowItWorks.ReadConsistency); here it may take much
 * longer, for who reads late.
 */
const longestStale = 5 * minute;
/** So many items may be seen so: what was is held for each, and a table may have many. */
const mostStale = 1000;

/** What is remembered of a key, whether its item still exists or not. */
interface History {
  readonly changes: number;
  readonly lastMicros: number;
}

/** A change of a table and when its records arrive in the stream: all that is needed to go on after the process was killed. */
export interface CapturedChange {
  readonly key: Item;
  /** The item from now on; null when it was removed. */
  readonly item: Item | null;
  readonly nth: number;
  readonly micros: number;
  readonly data: string;
  /** Epoch milliseconds, in order. */
  readonly arrivals: readonly number[];
  /** DynamoDB has left it out: the stream does not take records of its size. */
  readonly skipped?: true;
}

export class CapturedTable implements Table {
  readonly name: string;
  readonly key: readonly string[];
  changes: ChangeCapture | undefined;
  readonly #options: TableOptions;
  readonly #items = new Map<string, Item>();
  readonly #histories = new Map<string, History>();
  /** What eventually consistent reads may still see: items before their last changes, those of the latest changes. */
  readonly #recent = new Map<string, { readonly before: Item | undefined; readonly at: number }>();
  /** Creation time of the table's last change. */
  #lastMicros = 0;
  /** When each change was made whose records are on their way to the stream, by a number of its own. */
  readonly #underway = new Map<number, number>();
  #sent = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #remember: (change: CapturedChange) => void;

  constructor(options: TableOptions, remember: (change: CapturedChange) => void = () => undefined) {
    this.name = options.name;
    this.key = options.key;
    this.changes = options.changes;
    this.#options = options;
    this.#remember = remember;
  }

  /** Takes up what an earlier process remembered. `arrived` tells how many records of a change are in the stream already. */
  restore(changes: readonly CapturedChange[], arrived: (data: string) => number): void {
    const now = this.#options.clock.now();
    for (const { key, item, nth, micros, data, arrivals } of changes) {
      const { text } = this.#keyOf(key);
      if (item) this.#items.set(text, item);
      else this.#items.delete(text);
      this.#histories.set(text, { changes: nth, lastMicros: micros });
      this.#lastMicros = Math.max(this.#lastMicros, micros);
      const stream = this.changes?.stream;
      if (!stream) continue;
      for (const at of arrivals.slice(arrived(data))) this.#deliver(stream, text, data, Math.max(0, at - now));
    }
  }

  put(item: Item): void {
    const size = sizeOf(item);
    if (size > itemLimit) throw new RangeError(`An item has at most ${itemLimit} bytes, not ${size}.`);
    const key = this.#keyOf(item);
    const before = this.#items.get(key.text);
    const after = copyOf(item);
    if (isDeepStrictEqual(before, after)) return;
    this.#items.set(key.text, after);
    this.#capture(key, before, after, false);
  }

  delete(key: Item): void {
    this.#remove(key, false);
  }

  expire(key: Item): void {
    this.#remove(key, true);
  }

  update(key: Item, change: (before: Item | undefined) => Item | undefined): Promise<void> {
    const { text } = this.#keyOf(key);
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      const before = this.#items.get(text);
      const after = change(before && copyOf(before));
      if (after) this.put(after);
      else this.delete(key);
    });
  }

  read(key: Item, { consistent }: { readonly consistent: boolean }): Promise<Item | undefined> {
    const { clock, faults } = this.#options;
    const { text } = this.#keyOf(key);
    return callService(async () => {
      await clock.sleep(latency);
      if (faults.strike('table.read-throttled', text)) throw throttled();
      const item = consistent ? this.#items.get(text) : this.#eventually(text);
      return item && copyOf(item);
    });
  }

  items(): readonly Item[] {
    return [...this.#items.values()].map(copyOf);
  }

  captured(): Promise<void> {
    if (this.#underway.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  capturing(): number {
    return this.#underway.size;
  }

  /** How long ago the oldest change was made that is not in the stream yet, in milliseconds; 0 where all of them are. */
  oldestCapturing(): number {
    const [oldest] = this.#underway.values();
    return oldest === undefined ? 0 : this.#options.clock.now() - oldest;
  }

  /** The item, or for a while the one before its last change. */
  #eventually(text: string): Item | undefined {
    const { clock, faults } = this.#options;
    const last = this.#recent.get(text);
    const isRecent = last !== undefined && clock.now() - last.at < longestStale;
    return isRecent && faults.strike('table.read-stale', text) ? last.before : this.#items.get(text);
  }

  #noteRecent(text: string, before: Item | undefined): void {
    const at = this.#options.clock.now();
    this.#recent.delete(text);
    this.#recent.set(text, { before, at });
    if (this.#recent.size > mostStale) this.#recent.delete(this.#recent.keys().next().value!);
  }

  #remove(keyOrItem: Item, byTimeToLive: boolean): void {
    const key = this.#keyOf(keyOrItem);
    const before = this.#items.get(key.text);
    if (before === undefined) return;
    this.#items.delete(key.text);
    this.#capture(key, before, undefined, byTimeToLive);
  }

  #capture(
    key: { item: Item; text: string },
    before: Item | undefined,
    after: Item | undefined,
    byTimeToLive: boolean,
  ): void {
    const { name, changes } = this;
    this.#noteRecent(key.text, before);
    const history = this.#histories.get(key.text);
    const nth = (history?.changes ?? 0) + 1;
    const micros = this.#creationTime(`${key.text}|${nth}`, history);
    this.#histories.set(key.text, { changes: nth, lastMicros: micros });
    const remembered = { key: key.item, item: after ?? null, nth, micros };
    if (!changes) {
      this.#remember({ ...remembered, data: '', arrivals: [] });
      return;
    }
    const change: Change = {
      region: changes.stream.arn.split(':')[3]!,
      // Counted per key: concurrent writes to other items must not change what the oracle decides for this one.
      id: uuidOf(`${name}|${key.text}|${nth}`),
      table: name,
      key: key.item,
      before,
      after,
      byTimeToLive,
      micros,
      precision: changes.precision,
    };
    const { faults } = this.#options;
    if (faults.strike('stream.capture-off', change.id)) {
      this.#remember({ ...remembered, data: '', arrivals: [] });
      return;
    }
    if (faults.strike('stream.record-too-large', change.id)) {
      this.#remember({ ...remembered, data: '', arrivals: [], skipped: true });
      return;
    }
    const data = JSON.stringify(changeRecordOf(change));
    const delays = this.#delaysOf(change.id);
    const now = this.#options.clock.now();
    const arrivals = delays.map((delay) => now + delay);
    this.#remember({ ...remembered, data, arrivals });
    for (const delay of delays) this.#deliver(changes.stream, key.text, data, delay);
  }

  /** A time of its own, as a microsecond clock would give it, unless the oracle lets two changes of one item collide. */
  #creationTime(change: string, history: History | undefined): number {
    const now = Math.floor(this.#options.clock.now() * 1000);
    const last = history?.lastMicros ?? -Infinity;
    if (now - last < approximately && this.#options.faults.strike('table.same-time', change)) return last;
    this.#lastMicros = Math.max(now, this.#lastMicros + 1);
    return this.#lastMicros;
  }

  /**
   * When the change's records arrive, from now. Seconds let others overtake; more than a minute outlasts `index.gc_deletes`. Five
   * minutes at most: every check waits for the last record.
   */
  #delaysOf(change: string): number[] {
    const { faults } = this.#options;
    const reorder = faults.strike('stream.reorder', change);
    const delay = faults.strike('stream.delay', change);
    const arrival = (reorder ? reorder.severity * 5 * second : 0) + (delay ? minute + delay.severity * 4 * minute : 0);
    const duplicate = faults.strike('stream.duplicate', change);
    return duplicate ? [arrival, arrival + duplicate.severity * 2 * minute] : [arrival];
  }

  #deliver(stream: RecordSink, itemKey: string, data: string, delay: number): void {
    const { clock } = this.#options;
    const key = partitionKeyOf(itemKey);
    const admitted = () => stream.admits?.(key) !== false;
    if (delay === 0 && admitted()) {
      stream.put(key, data);
      return;
    }
    const number = ++this.#sent;
    this.#underway.set(number, clock.now());
    const arrive = () => {
      if (!admitted()) return void clock.timer(captureRetry, arrive);
      stream.put(key, data);
      this.#underway.delete(number);
      if (this.#underway.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    };
    clock.timer(delay === 0 ? captureRetry : delay, arrive);
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

/**
 * Recorded on AWS (`test_enable_kinesis_streaming_destination`): 32 hexadecimal digits. How DynamoDB makes them it does not say,
 * only that an item's changes keep one.
 */
const partitionKeyOf = (itemKey: string): string => hash('md5', itemKey, 'hex');

/** As the AWS SDK for JavaScript throws it. */
const throttled = (): Error =>
  Object.assign(new Error('The level of configured provisioned throughput for the table was exceeded.'), {
    name: 'ProvisionedThroughputExceededException',
    $metadata: { httpStatusCode: 400 },
  });

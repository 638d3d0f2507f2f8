import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import type { LaneRecord, Source } from './source.ts';

export interface ReaderOptions {
  /** Names the delivery stream to the fault oracle. */
  readonly name: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly source: Pick<Source, 'isAway' | 'retention'>;
  /** What was read at once. */
  take(records: readonly LaneRecord[]): void;
  /** So many records had been forgotten before they were read. */
  lost(count: number): void;
}

/** Firehose guide, writing-with-kinesis-streams: GetRecords is called once a second for each shard. */
const untilNextRead = 1000;

/** Reads a source. Records of a lane that are not read yet stay in their order. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #unread: LaneRecord[] = [];
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  get unread(): number {
    return this.#unread.length;
  }

  read(record: LaneRecord): void {
    this.#unread.push(record);
    // what one request has written is read at once
    if (this.#unread.length === 1) queueMicrotask(() => this.#readOn());
  }

  async idle(): Promise<void> {
    while (this.#unread.length > 0) await this.#options.clock.sleep(untilNextRead);
  }

  close(): void {
    this.#closed = true;
  }

  #readOn(): void {
    const { name, clock, faults, source, take, lost } = this.#options;
    if (faults.strike('delivery.source-unread', name) || source.isAway()) {
      clock.timer(untilNextRead, () => this.#readOn());
      return;
    }
    if (this.#closed) return;
    const forgotten = clock.now() - source.retention;
    const unread = this.#unread.splice(0);
    const records = unread.filter(({ record }) => record.storedAt >= forgotten);
    if (records.length < unread.length) lost(unread.length - records.length);
    if (records.length > 0) take(records);
  }
}

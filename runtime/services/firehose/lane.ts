import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import type { Delivery, Destination } from './destination.ts';
import { HintedBuffer } from './hinted-buffer.ts';
import type { Prepared, SourceRecord } from './record.ts';
import { Queue } from './queue.ts';
import { Slots } from './slots.ts';

export interface LaneOptions {
  /** Names the lane to the fault oracle. */
  readonly id: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly transform: LaneTransform | undefined;
  readonly destination: Destination;
  /** How long a record may wait for its destination, in milliseconds. */
  readonly retention: number;
  readonly observer: LaneObserver;
}

export interface LaneTransform {
  readonly size: number;
  readonly interval: number;
  run(batch: readonly SourceRecord[]): Promise<readonly Prepared[]>;
}

export interface LaneObserver {
  /** Everything up to the last of these is done with. */
  done(batch: readonly Prepared[]): void;
  refused(why: string): void;
  /** Records that their source has forgotten before the destination took them. */
  lost(records: readonly SourceRecord[]): void;
}

/** Firehose guide, writing-with-kinesis-streams: at most five outstanding invocations of the transform function for each shard. */
const mostTransforms = 5;
const [firstPause, longestPause] = [5_000, 60_000];

/** The way of the records of one shard, or of all records that are put: buffer, transform, buffer, destination. It keeps their order. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #incoming: HintedBuffer<SourceRecord> | undefined;
  readonly #prepared: HintedBuffer<Prepared>;
  readonly #transforms = new Slots(mostTransforms);
  /** When each record arrived that is not done with, in their order: what is delivered is always the oldest of them. */
  readonly #pending = new Queue<number>();
  readonly #whenIdle: (() => void)[] = [];
  #transformed = Promise.resolve();
  #delivered = Promise.resolve();
  #obstacle: string | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    const { clock, transform, destination } = options;
    this.#incoming =
      transform &&
      new HintedBuffer({
        clock,
        size: transform.size,
        interval: transform.interval,
        sizeOf: ({ data }) => data.length,
        flush: (batch) => this.#transform(transform, batch),
      });
    this.#prepared = new HintedBuffer<Prepared>({
      clock,
      size: destination.size,
      interval: destination.interval,
      sizeOf: (each) => (each.result === 'ok' ? each.data.length : each.record.data.length),
      flush: (batch) => {
        this.#delivered = this.#delivered.then(() => this.#deliver(batch));
      },
    });
  }

  take(record: SourceRecord): void {
    this.#pending.add(record.arrivedAt);
    if (this.#incoming) this.#incoming.add(record);
    else this.#prepared.add({ record, result: 'ok', data: record.data });
  }

  waiting(): number {
    return this.#pending.size;
  }

  /** Why records still wait, where the destination refuses them. */
  obstacle(): string | undefined {
    return this.#obstacle;
  }

  /** When the oldest record that waits has arrived. */
  oldest(): number | undefined {
    return this.#pending.first;
  }

  idle(): Promise<void> {
    return this.#pending.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #transform({ run }: LaneTransform, batch: readonly SourceRecord[]): void {
    const answer = this.#transforms.run(() => run(batch));
    this.#transformed = this.#transformed.then(async () => {
      for (const each of await answer) this.#prepared.add(each);
    });
  }

  async #deliver(batch: readonly Prepared[]): Promise<void> {
    const { destination, observer } = this.#options;
    for (const delivery of destination.deliveries(batch)) await this.#untilTaken(delivery);
    this.#obstacle = undefined;
    observer.done(batch);
    this.#pending.remove(batch.length);
    if (this.#pending.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  /**
   * Firehose guide, retry and writing-with-kinesis-streams: a delivery is tried again, and what comes after it waits, until the
   * destination takes it, is given up, or the source has forgotten its records.
   */
  async #untilTaken(delivery: Delivery): Promise<void> {
    const { id, clock, faults, retention, observer } = this.#options;
    const identity = `${id}|${delivery.records[0]!.position}`;
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        if (faults.strike(delivery.outage, identity)) throw new Error('the destination does not answer');
        if (delivery.outage === 'delivery.warehouse-down' && faults.strike('delivery.copy-failed', identity))
          throw new Error('COPY: the cluster is shutting down');
        if (faults.strike('delivery.put-failed', identity))
          throw new Error('SlowDown: Please reduce your request rate.');
        await delivery.write();
        if (faults.strike('delivery.repeated', identity)) await delivery.write();
        return;
      } catch (error) {
        this.#obstacle = (error as Error).message;
        delivery.refused(error as Error);
        observer.refused(this.#obstacle);
        const instead = delivery.instead();
        if (instead) {
          for (const each of instead) await this.#untilTaken(each);
          return;
        }
      }
      await clock.sleep(pause);
      const newest = Math.max(...delivery.records.map(({ storedAt }) => storedAt));
      if (clock.now() - newest > retention) return observer.lost(delivery.records);
    }
  }
}

import type { FunctionSide, Poller, PollingMapping } from '../../../contracts/event-source.ts';
import type { Faults } from '../../../contracts/faults.ts';
import type { Outcome } from '../../../contracts/function.ts';
import { digest } from '../../../kernel/identity.ts';
import type { KafkaMappingProperties, KafkaRecord, KafkaTopic } from '../types.ts';
import { verdictOf } from './batch-response.ts';
import type { Discarded, Polled } from './batch.ts';
import type { ClusterAddress } from './cluster-address.ts';
import { nothingFetched, outstanding, step, type ConsumerAction, type ConsumerEvent } from './consumer.ts';
import { batchInfoOf, envelopeBytes, eventOf, partitionName, recordText } from './event.ts';
import { filterOf, type RecordFilter } from './filter.ts';
import { PartitionReader } from './partition-reader.ts';
import { rulesOf, type KafkaRules } from './rules.ts';
import { groupOf, startingOffset } from './starting-position.ts';

/** How often a mapping that is disabled, or whose brokers are away, looks again. Milliseconds. */
const pollPause = 5000;
/** Lambda guide, kafka-scaling-modes: scaling on demand takes up to three minutes. */
const slowest = 3 * 60_000;
/** A partition moves to another poller within so much time after a batch begins. */
const rebalanceWithin = 2000;
const minute = 60_000;

interface PolledRecord extends Polled {
  readonly record: KafkaRecord;
  /** As it stands in the event. */
  readonly text: string;
}

export interface KafkaPollerOptions {
  readonly topic: KafkaTopic;
  readonly address: ClusterAddress;
  readonly faults: Faults;
  readonly polling: PollingMapping;
  /** Called whenever records have been done with. */
  readonly taken: () => void;
}

/** Runs the state machine of one mapping: gives it records and time, and does what it says. */
export class KafkaPoller implements Poller {
  readonly group: string;
  readonly #options: KafkaPollerOptions;
  readonly #mapping: FunctionSide<KafkaRecord>;
  readonly #rules: KafkaRules;
  readonly #filter: RecordFilter | undefined;
  /** By the name of the partition. */
  readonly #readers: ReadonlyMap<string, PartitionReader>;
  readonly #idlers: (() => void)[] = [];
  /** When the state machine is woken. */
  readonly #wakes = new Set<number>();
  #consumer = nothingFetched<PolledRecord>();
  #polls = false;
  /** Nothing is fetched before. */
  #notBefore = 0;

  constructor(mapping: FunctionSide<KafkaRecord>, options: KafkaPollerOptions) {
    const { topic, address } = options;
    const properties = mapping.properties as KafkaMappingProperties;
    this.#options = options;
    this.#mapping = mapping;
    this.#rules = rulesOf(properties, {
      retention: topic.retention,
      partitions: topic.partitions,
      envelopeBytes: envelopeBytes(address),
      timeout: mapping.timeout,
    });
    this.#filter = filterOf(properties);
    this.group = groupOf(properties, options.polling.uuid);
    const readers = Array.from({ length: topic.partitions }, (_, partition) => {
      const from = startingOffset(properties, topic, partition, this.group);
      return [partitionName(topic.name, partition), new PartitionReader(topic, partition, this.group, from)] as const;
    });
    this.#readers = new Map(readers);
    topic.onAppend(() => this.#pollIn(0));
    this.#pollIn(0);
    // who waits for it knows within a minute that the pollers have begun
    if (options.polling.lag) this.#reportIn(0);
  }

  async idle(): Promise<void> {
    while (!this.#isIdle()) await new Promise<void>((resolve) => this.#idlers.push(resolve));
  }

  waiting(): number {
    return [...this.#readers.values()].reduce((sum, reader) => sum + reader.left, 0);
  }

  #isIdle(): boolean {
    const { batches, waiting } = this.#consumer;
    const atEnd = [...this.#readers.values()].every((reader) => reader.isAtEnd);
    return atEnd && batches.length === 0 && waiting.size === 0 && this.waiting() === 0;
  }

  /** Looks for records after so much time, unless it does so anyway. */
  #pollIn(wait: number): void {
    if (this.#polls) return;
    this.#polls = true;
    this.#mapping.clock.timer(wait, () => {
      this.#polls = false;
      this.#poll();
    });
  }

  #poll(): void {
    const { faults, topic } = this.#options;
    const { clock } = this.#mapping;
    if (clock.now() < this.#notBefore) return this.#pollIn(this.#notBefore - clock.now());
    if (!this.#mapping.polls() || faults.strike('kafka.broker-away', topic.name)) return this.#pollIn(pollPause);
    while (this.#fetch() > 0);
    if (clock.now() < this.#notBefore) this.#pollIn(this.#notBefore - clock.now());
    this.#tellProgress();
  }

  /** How much later the pollers fetch this partition, where they do not keep up. Milliseconds. */
  #slowness(reader: PartitionReader): number | undefined {
    const next = reader.peek();
    const slow = next && this.#options.faults.strike('kafka.slow-pollers', identityOf(next));
    return slow && Math.ceil(slow.severity * slowest);
  }

  /** As much of each partition as a batch may take, all at once; gives how many records that were. */
  #fetch(): number {
    const { clock } = this.#mapping;
    const fetched: KafkaRecord[] = [];
    let count = 0;
    for (const [name, reader] of this.#readers) {
      const room = this.#rules.batchSize - (this.#consumer.waiting.get(name)?.records.length ?? 0);
      if (room <= 0 || reader.isAtEnd) continue;
      const slow = this.#slowness(reader);
      if (slow !== undefined) this.#notBefore = clock.now() + slow;
      if (clock.now() < this.#notBefore) continue;
      const { read, records } = reader.fetch(room, ({ value }) => this.#filter?.(value) ?? true);
      count += read;
      fetched.push(...records);
    }
    if (count > 0) this.#options.polling.polled({ count, filteredOut: count - fetched.length });
    const records = fetched.map((record) => this.#polled(record));
    if (records.length > 0) this.#dispatch({ type: 'fetched', at: clock.now(), records });
    return count;
  }

  #polled(record: KafkaRecord): PolledRecord {
    const { topic, partition, offset, timestamp, appendedAt, key, value } = record;
    const isNull = key === null || value === null;
    const otherForm =
      isNull && this.#options.faults.strike('kafka.null-in-other-form', identityOf(record)) !== undefined;
    const text = recordText(record, otherForm);
    const eventBytes = Buffer.byteLength(text);
    return { partition: partitionName(topic, partition), offset, timestamp, appendedAt, eventBytes, record, text };
  }

  #dispatch(event: ConsumerEvent<PolledRecord>): void {
    const { consumer, actions } = step(this.#consumer, event, this.#rules);
    this.#consumer = consumer;
    this.#tellProgress();
    for (const action of actions) this.#perform(action);
  }

  #tellProgress(): void {
    const { faults, taken } = this.#options;
    const open = outstanding(this.#consumer);
    let anyDone = false;
    for (const [name, reader] of this.#readers) {
      const first = open.get(name)?.reduce((least, { offset }) => Math.min(least, offset), Infinity);
      const commits = (next: number) => faults.strike('kafka.commit-lost', `${name}|${next}`) === undefined;
      const done = reader.done(first, commits);
      if (done.length === 0) continue;
      anyDone = true;
      const arrivedAt = done.map(({ appendedAt }) => appendedAt);
      this.#mapping.progress({ lane: name, next: String(done.at(-1)!.offset + 1), arrivedAt });
    }
    if (anyDone) taken();
    if (this.#isIdle()) for (const resolve of this.#idlers.splice(0)) resolve();
  }

  #perform(action: ConsumerAction<PolledRecord>): void {
    if (action.type === 'wake') this.#wakeAt(action.at);
    else if (action.type === 'invoke') void this.#invoke(action.batch, action.records);
    else this.#giveUp(action);
  }

  #wakeAt(at: number): void {
    const { clock } = this.#mapping;
    if (this.#wakes.has(at)) return;
    this.#wakes.add(at);
    clock.timer(Math.max(0, at - clock.now()), () => {
      this.#wakes.delete(at);
      this.#dispatch({ type: 'woken', at: Math.max(at, clock.now()) });
      this.#poll();
    });
  }

  async #invoke(batch: number, records: readonly PolledRecord[]): Promise<void> {
    const first = records[0]!;
    const identity = identityOf(first.record);
    const moved = this.#options.faults.strike('kafka.rebalance', identity);
    if (moved)
      this.#mapping.clock.timer(Math.ceil(moved.severity * rebalanceWithin), () => this.#rebalance(first.partition));
    const outcome = await this.#mapping.invoke({
      identity,
      event: () => eventOf(this.#options.address, records),
      newestAt: undefined,
      size: records.length,
    });
    const onlyNamed = this.#takesOnlyNamed(outcome, records, identity);
    this.#dispatch({ type: 'invoked', at: this.#mapping.clock.now(), batch, outcome, onlyNamed });
    this.#poll();
  }

  #takesOnlyNamed(outcome: Outcome, records: readonly PolledRecord[], identity: string): boolean {
    const { readsItemFailures } = this.#rules;
    if (!readsItemFailures || outcome.type !== 'returned') return false;
    if (verdictOf(outcome.response, records).type !== 'partial') return false;
    return this.#options.faults.strike('kafka.only-named-again', identity) !== undefined;
  }

  #rebalance(partition: string): void {
    this.#readers.get(partition)!.rewind();
    this.#dispatch({ type: 'revoked', at: this.#mapping.clock.now(), partition });
    this.#poll();
  }

  #giveUp({ records: polled, condition, invocations, outcome }: Discarded<PolledRecord>): void {
    const { topic, address } = this.#options;
    const records = polled.map(({ record }) => record);
    const event = eventOf(address, polled);
    const payloadSize = event.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
    const [first, last] = [records[0]!, records.at(-1)!];
    this.#mapping.giveUp({
      records,
      condition,
      invocations,
      outcome,
      // Lambda guide, kafka-on-failure, does not document the keys of objects: the topic stands where a stream has its shard
      part: topic.name,
      range: `${first.partition}|${first.offset}|${last.partition}|${last.offset}`,
      about: {
        // Lambda guide, kafka-on-failure: null where the event was too large to be sent
        ...(condition === 'MaximumPayloadSizeExceeded' ? { responseContext: null } : {}),
        KafkaBatchInfo: batchInfoOf(address, records, payloadSize),
      },
      payload: () => event.join(''),
    });
  }

  #reportIn(wait: number): void {
    const { clock } = this.#mapping;
    clock.timer(wait, () => {
      const lags = [...this.#readers.values()].map(({ lag }) => lag);
      const { faults, topic, polling } = this.#options;
      const isAway = faults.strike('kafka.broker-away', topic.name) !== undefined;
      if (!isAway) polling.lag?.({ most: Math.max(...lags), sum: lags.reduce((sum, lag) => sum + lag, 0) });
      this.#reportIn(minute - (clock.now() % minute));
    });
  }
}

/** Names a record to the fault oracle: the same in every run that produces the same. */
const identityOf = ({ partition, key, value }: KafkaRecord): string =>
  `${partition}|${digest(key ?? '')}#${digest(value ?? '')}`;

import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import { digest } from '../../kernel/identity.ts';
import { PartitionLog } from './partition-log.ts';
import { partitionOf } from './partitioner.ts';
import type { KafkaHeader, KafkaRecord, KafkaTopic, KafkaTopicOptions, NewKafkaRecord } from './types.ts';

/** Apache Kafka, topic configuration, `max.message.bytes`: a batch of records with what the protocol adds. */
export const defaultMessageSize = 1_048_588;
/** Apache Kafka, protocol: the head of a batch of records, 61 bytes, and what is added for one record. */
const batchHead = 70;
/** Apache Kafka: `Topic.MAX_NAME_LENGTH` and its pattern. */
const named = /^[\w.-]{1,249}$/;

/** Hears of what a topic keeps, so that it can be kept on. */
export interface TopicObserver {
  appended(record: KafkaRecord): void;
  committed(group: string, partition: number, next: number): void;
}

/** A topic in memory. */
export class TopicLog implements KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  readonly retention: number;
  /** `max.message.bytes` */
  readonly messageSize: number;
  address: string | undefined = undefined;
  readonly #isStamped: boolean;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #logs: readonly PartitionLog[];
  readonly #committed = new Map<string, number>();
  readonly #listeners: ((record: KafkaRecord) => void)[] = [];
  readonly #observer: TopicObserver | undefined;
  #turn = 0;

  constructor(options: KafkaTopicOptions, observer?: TopicObserver) {
    const { name, partitions, retention, messageSize = defaultMessageSize, isStamped = false, clock, faults } = options;
    if (!named.test(name) || name === '.' || name === '..')
      throw new Error(
        `"${name}" is no name of a Kafka topic: it has 1 to 249 letters, digits, dots, underscores and hyphens.`,
      );
    if (!Number.isInteger(partitions) || partitions < 1)
      throw new RangeError(`A topic has 1 partition or more, not ${partitions}.`);
    this.name = name;
    this.partitions = partitions;
    this.retention = retention;
    this.messageSize = messageSize;
    this.#isStamped = isStamped;
    this.#clock = clock;
    this.#faults = faults;
    this.#logs = Array.from({ length: partitions }, () => new PartitionLog());
    this.#observer = observer;
  }

  append(given: NewKafkaRecord): KafkaRecord {
    const now = this.#clock.now();
    // a clock that is faster than real time shows fractions, and Kafka whole milliseconds
    const { timestamp = Math.floor(now) } = this.#isStamped ? {} : given;
    const key = bytesOf(given.key ?? null);
    const value = bytesOf(given.value);
    const headers = (given.headers ?? []).map(([name, bytes]): KafkaHeader => [name, bytesOf(bytes)]);
    const size = batchHead + sizeOf(key) + sizeOf(value) + headers.reduce((sum, header) => sum + headerSize(header), 0);
    if (size > this.messageSize)
      throw new RangeError(
        `RecordTooLargeException: the record has ${size} bytes, and topic ${this.name} takes ${this.messageSize}.`,
      );
    const partition = given.partition ?? partitionOf(key, this.partitions, key === null ? this.#turn++ : 0);
    if (!Number.isInteger(partition) || partition < 0 || partition >= this.partitions)
      throw new RangeError(
        `Topic ${this.name} has partitions 0 to ${this.partitions - 1}, and no partition ${partition}.`,
      );
    const content = { topic: this.name, partition, timestamp, appendedAt: now, key, value, headers };
    const record = this.#add(content);
    const identity = `${this.name}|${digest(key ?? '')}|${digest(value ?? '')}`;
    if (this.#faults.strike('kafka.duplicate', identity)) this.#add(content);
    return record;
  }

  records(): readonly KafkaRecord[] {
    for (const log of this.#logs) log.expire(this.#clock.now() - this.retention);
    return this.#logs.flatMap(({ records }) => records);
  }

  onAppend(listener: (record: KafkaRecord) => void): void {
    this.#listeners.push(listener);
  }

  read(partition: number, from: number, most: number): readonly KafkaRecord[] {
    const log = this.#logs[partition]!;
    log.expire(this.#clock.now() - this.retention);
    return log.read(from, most);
  }

  firstOffset(partition: number): number {
    return this.#logs[partition]!.firstOffset;
  }

  nextOffset(partition: number): number {
    return this.#logs[partition]!.nextOffset;
  }

  committed(group: string, partition: number): number | undefined {
    return this.#committed.get(`${partition}|${group}`);
  }

  commit(group: string, partition: number, next: number): void {
    this.#committed.set(`${partition}|${group}`, next);
    this.#observer?.committed(group, partition, next);
  }

  /** Takes up a record of an earlier process, in the order of offsets. */
  restore(record: KafkaRecord): void {
    this.#logs[record.partition]!.add(record);
    if (record.key === null) this.#turn++;
  }

  restoreCommit(group: string, partition: number, next: number): void {
    this.#committed.set(`${partition}|${group}`, next);
  }

  /** Lets go of what every group has committed, but for the newest records: for runs that last longer than memory does. */
  keepNewest(count: number): void {
    for (const [partition, log] of this.#logs.entries()) {
      const groups = [...this.#committed].filter(([of]) => of.startsWith(`${partition}|`));
      if (groups.length > 0) log.forget(Math.min(...groups.map(([, next]) => next)), count);
    }
  }

  #add(content: Omit<KafkaRecord, 'offset'>): KafkaRecord {
    const log = this.#logs[content.partition]!;
    const record = { ...content, offset: log.nextOffset };
    log.add(record);
    this.#observer?.appended(record);
    for (const listener of this.#listeners) listener(record);
    return record;
  }
}

const bytesOf = (given: Uint8Array | string | null): Uint8Array | null =>
  typeof given === 'string' ? Buffer.from(given) : given;

const sizeOf = (bytes: Uint8Array | null): number => bytes?.length ?? 0;

const headerSize = ([name, value]: KafkaHeader): number => Buffer.byteLength(name) + sizeOf(value);

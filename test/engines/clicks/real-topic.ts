import type { Admin, Consumer, Kafka } from 'kafkajs';
import { setTimeout } from 'node:timers/promises';
import type { KafkaHeader, KafkaRecord, KafkaTopic } from '../../../runtime/services/kafka/types.ts';
import { PartitionLog } from '../../../runtime/services/kafka/partition-log.ts';
import { whenReady } from '../when-ready.ts';

interface Options {
  readonly client: Kafka;
  readonly name: string;
  readonly partitions: number;
  /** The consumer group of the mapping. */
  readonly group: string;
  readonly now: () => number;
}

/**
 * A topic of a real broker, as the state machine of a mapping reads one: its records come through a consumer, and offsets of the
 * mapping's group are the broker's. Commits wait until `flush`: a process that ends before has not committed.
 */
export class RealTopic implements KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  readonly retention = 7 * 86_400_000;
  readonly address = undefined;
  readonly #options: Options;
  readonly #logs: readonly PartitionLog[];
  readonly #admin: Admin;
  readonly #consumer: Consumer;
  readonly #committed = new Map<number, number>();
  readonly #unsent = new Set<number>();
  #listeners: ((record: KafkaRecord) => void)[] = [];

  private constructor(options: Options) {
    const { client, name, partitions } = options;
    this.name = name;
    this.partitions = partitions;
    this.#options = options;
    this.#logs = Array.from({ length: partitions }, () => new PartitionLog());
    this.#admin = client.admin();
    this.#consumer = client.consumer({ groupId: `reads-${name}-${process.pid}-${Math.random()}` });
  }

  /** Goes on where the group has come to. */
  static async opened(options: Options): Promise<RealTopic> {
    const topic = new RealTopic(options);
    await topic.#open();
    return topic;
  }

  async #open(): Promise<void> {
    const { name, group } = this.#options;
    await this.#admin.connect();
    const [offsets] = await whenReady(() => this.#admin.fetchOffsets({ groupId: group, topics: [name] }));
    for (const { partition, offset } of offsets?.partitions ?? [])
      if (Number(offset) >= 0) this.#committed.set(partition, Number(offset));
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: name, fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message: { offset, timestamp, key, value, headers = {} } }) => {
        const record: KafkaRecord = {
          topic: name,
          partition,
          offset: Number(offset),
          timestamp: Number(timestamp),
          appendedAt: this.#options.now(),
          key,
          value,
          headers: Object.entries(headers).flatMap(([header, bytes]) =>
            [bytes ?? null].flat().map((one): KafkaHeader => [header, one === null ? null : Buffer.from(one)]),
          ),
        };
        this.#logs[partition]!.add(record);
        for (const listener of this.#listeners) listener(record);
      },
    });
  }

  /** Resolves when everything is here that the broker has by now. */
  async caughtUp(): Promise<void> {
    const ends = await whenReady(() => this.#admin.fetchTopicOffsets(this.name));
    while (ends.some(({ partition, high }) => this.nextOffset(partition) < Number(high))) await setTimeout(5);
  }

  /** Commits what the mapping has asked for. */
  async flush(): Promise<void> {
    const partitions = [...this.#unsent].map((partition) => ({
      partition,
      offset: String(this.#committed.get(partition)),
    }));
    this.#unsent.clear();
    if (partitions.length > 0)
      await this.#admin.setOffsets({ groupId: this.#options.group, topic: this.name, partitions });
  }

  async close(): Promise<void> {
    this.#listeners = [];
    await this.#consumer.disconnect();
    await this.#admin.disconnect();
  }

  append(): never {
    throw new Error('Produce to the broker.');
  }

  records(): readonly KafkaRecord[] {
    return this.#logs.flatMap(({ records }) => records);
  }

  onAppend(listener: (record: KafkaRecord) => void): void {
    this.#listeners.push(listener);
  }

  read(partition: number, from: number, most: number): readonly KafkaRecord[] {
    return this.#logs[partition]!.read(from, most);
  }

  firstOffset(partition: number): number {
    return this.#logs[partition]!.firstOffset;
  }

  nextOffset(partition: number): number {
    return this.#logs[partition]!.nextOffset;
  }

  committed(group: string, partition: number): number | undefined {
    return group === this.#options.group ? this.#committed.get(partition) : undefined;
  }

  commit(group: string, partition: number, next: number): void {
    if (group !== this.#options.group) throw new Error(`The topic is read for ${this.#options.group}, not ${group}.`);
    this.#committed.set(partition, next);
    this.#unsent.add(partition);
  }
}

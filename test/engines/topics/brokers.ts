import { Kafka, logLevel, type Admin, type Consumer, type KafkaMessage } from 'kafkajs';
import { once } from 'node:events';
import { createClock, createFaults, createKafkaTopic, noFaults } from '../../../runtime/door.ts';
import type { KafkaTopic } from '../../../runtime/services/kafka/types.ts';
import { listenForProducers } from '../../../runtime/services/kafka/wire/listener.ts';
import { whenReady } from '../when-ready.ts';

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';

/** Where the real Kafka of `npm run test:engines` listens. */
export const realAddress = process.env['REAL_KAFKA']!;

/** A client that tries nothing again: what a broker says is what a test sees. */
export const clientOf = (address: string): Kafka =>
  new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { retries: 0 } });

/** A client as it is: a broker that has just started has no coordinator of groups for a moment. */
export const patientClient = (): Kafka => new Kafka({ brokers: [realAddress], logLevel: logLevel.NOTHING });

export interface TopicSettings {
  readonly name: string;
  readonly partitions: number;
  /** `max.message.bytes` */
  readonly messageSize: number;
}

/** A record as a consumer reads it. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

/** A broker with topics of its own, that any client of Kafka reaches at its address. */
export interface Broker {
  readonly address: string;
  create(topic: TopicSettings): Promise<void>;
  /** All of it, by partition and offset. */
  read(topic: string): Promise<readonly ReadRecord[]>;
  close(): Promise<void>;
}

/** The stand-in of a local run, without faults. */
export async function standInBroker(): Promise<Broker> {
  const topics = new Map<string, KafkaTopic>();
  const sizes = new Map<string, number>();
  const clock = createClock(Date.now());
  const faults = createFaults({ seed: 1, clock, rules: noFaults, outages: [] });
  const listener = await listenForProducers(
    { topics, messageSizeOf: (name) => sizes.get(name) ?? 0, create: () => undefined },
    0,
  );
  return {
    address: listener.address,
    create: async (settings) => {
      topics.set(settings.name, createKafkaTopic({ ...settings, retention: 604_800_000, clock, faults }));
      sizes.set(settings.name, settings.messageSize);
    },
    read: async (name) =>
      topics
        .get(name)!
        .records()
        .map(({ partition, offset, timestamp, key, value, headers }) => ({
          partition,
          offset,
          timestamp,
          key: base64(key),
          value: base64(value),
          headers: headers.map(([header, bytes]) => [header, base64(bytes)] as const),
        })),
    close: () => listener.close(),
  };
}

const base64 = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('base64');

export async function realBroker(): Promise<Broker> {
  const client = patientClient();
  const admin = client.admin();
  await admin.connect();
  return {
    address: realAddress,
    create: async ({ name, partitions, messageSize }) => {
      const configEntries = [{ name: 'max.message.bytes', value: String(messageSize) }];
      await admin.createTopics({
        topics: [{ topic: name, numPartitions: partitions, replicationFactor: 1, configEntries }],
        waitForLeaders: true,
      });
      // the controller names a leader before it leads
      await whenReady(() => admin.fetchTopicOffsets(name));
    },
    read: (name) => everythingIn(admin, client, name),
    close: () => admin.disconnect(),
  };
}

async function everythingIn(admin: Admin, client: Kafka, topic: string): Promise<readonly ReadRecord[]> {
  const ends = await admin.fetchTopicOffsets(topic);
  let left = ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  const records: ReadRecord[] = [];
  if (left === 0) return records;
  const consumer: Consumer = client.consumer({ groupId: `read ${topic}`, maxWaitTimeInMs: 50 });
  const emptied = new EventTarget();
  const all = once(emptied, 'end');
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      records.push(readRecord(partition, message));
      if (--left === 0) emptied.dispatchEvent(new Event('end'));
    },
  });
  await all;
  await consumer.disconnect();
  return records.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
}

const readRecord = (partition: number, { offset, timestamp, key, value, headers = {} }: KafkaMessage): ReadRecord => ({
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key: base64(key),
  value: base64(value),
  // kafkajs gathers headers of one name, in their order
  headers: Object.entries(headers).flatMap(([header, bytes]) =>
    (Array.isArray(bytes) ? bytes : [bytes]).map(
      (one) => [header, one === undefined ? null : base64(Buffer.from(one))] as const,
    ),
  ),
});

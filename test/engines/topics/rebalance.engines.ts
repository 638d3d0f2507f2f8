import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Consumer } from 'kafkajs';
import { setTimeout } from 'node:timers/promises';
import { PartitionReader } from '../../../runtime/services/kafka/poller/partition-reader.ts';
import type { KafkaTopic } from '../../../runtime/services/kafka/types.ts';
import { seededRandom } from '../../../toolkit/seeded-random.ts';
import { kafkaWorld } from '../../runtime/kafka-world.ts';
import { clientOf, patientClient, realBroker, type Broker } from './brokers.ts';

// Where the next member of a group goes on: behind what was committed, however much the last one had read.

const first = Number(process.env['SEED'] ?? 1);
const seeds = Array.from({ length: process.env['SEED'] === undefined ? 4 : 1 }, (_, nth) => first + nth);
const [partitions, records, members] = [3, 150, 4];
const group = (seed: number): string => `members-${seed}`;

let broker: Broker;
beforeAll(async () => {
  broker = await realBroker();
});
afterAll(() => broker.close());

/** Of each partition: how many records a member reads, and how many of those are done with when it is gone. */
interface Turn {
  readonly read: readonly number[];
  readonly done: readonly number[];
}

it.each(seeds)('a reader of the stand-in and a member of a group begin at the same offsets, seed %d', async (seed) => {
  const turns = turnsOf(seed);
  expect(await begunInKafka(seed, turns)).toEqual(begunInStandIn(turns));
});

function turnsOf(seed: number): Turn[] {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  return Array.from({ length: members }, () => {
    const read = Array.from({ length: partitions }, () => 1 + upTo(8));
    return { read, done: read.map((most) => upTo(most)) };
  });
}

function begunInStandIn(turns: readonly Turn[]): number[][] {
  const topic: KafkaTopic = kafkaWorld({ partitions }).topic;
  for (let nth = 0; nth < records; nth++) topic.append({ value: String(nth), partition: nth % partitions });
  const readers = Array.from({ length: partitions }, (_, at) => new PartitionReader(topic, at, 'members', 0));
  return turns.map(({ read, done }) =>
    readers.map((reader, at) => {
      const fetched = reader.fetch(read[at]!, () => true).records;
      // what is not done with holds the offset back
      reader.done(fetched[done[at]!]?.offset, () => true);
      reader.rewind();
      return fetched[0]!.offset;
    }),
  );
}

async function begunInKafka(seed: number, turns: readonly Turn[]): Promise<number[][]> {
  const topic = `members-${seed}`;
  await broker.create({ name: topic, partitions, messageSize: 10_000 });
  const producer = clientOf(broker.address).producer();
  await producer.connect();
  const messages = Array.from({ length: records }, (_, nth) => ({ value: String(nth), partition: nth % partitions }));
  await producer.send({ topic, messages });
  await producer.disconnect();
  const begun: number[][] = [];
  for (const turn of turns) begun.push(await memberOf(topic, group(seed), turn));
  return begun;
}

/** Takes its turn as a member of the group, and leaves. Gives the offsets that it began at. */
async function memberOf(topic: string, groupId: string, { read, done }: Turn): Promise<number[]> {
  const consumer: Consumer = patientClient().consumer({ groupId, maxWaitTimeInMs: 50 });
  const offsets: number[][] = Array.from({ length: partitions }, () => []);
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => void offsets[partition]!.push(Number(message.offset)),
  });
  while (offsets.some((each, at) => each.length < read[at]!)) await setTimeout(5);
  await consumer.commitOffsets(
    offsets.map((each, partition) => ({ topic, partition, offset: String(each[0]! + done[partition]!) })),
  );
  await consumer.disconnect();
  return offsets.map((each) => each[0]!);
}

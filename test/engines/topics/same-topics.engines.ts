import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CompressionTypes, type Message, type ProducerRecord } from 'kafkajs';
import { seededRandom } from '../../../toolkit/seeded-random.ts';
import { clientOf, realBroker, standInBroker, type Broker, type ReadRecord } from './brokers.ts';

// What a client of every day produces: keys and none, tombstones, headers, several topics, with gzip or without, idempotent or not.

const first = Number(process.env['SEED'] ?? 1);
const seeds = Array.from({ length: process.env['SEED'] === undefined ? 12 : 1 }, (_, nth) => first + nth);
const sends = 40;
const settings = { partitions: 3, messageSize: 20_000 };

let brokers: readonly [standIn: Broker, real: Broker];
beforeAll(async () => {
  brokers = [await standInBroker(), await realBroker()];
});
afterAll(() => Promise.all(brokers.map((broker) => broker.close())));

it.each(seeds)('the stand-in and Kafka have the same records of seed %d, and refuse the same', async (seed) => {
  const [standIn, real] = await Promise.all(brokers.map((broker) => producedTo(broker, seed)));
  expect(standIn).toEqual(real);
  expect(real!.topics.flat().length).toBeGreaterThan(30);
});

interface Outcome {
  readonly answers: readonly unknown[];
  readonly topics: readonly (readonly object[])[];
}

async function producedTo(broker: Broker, seed: number): Promise<Outcome> {
  const names = [`records-${seed}`, `others.${seed}_`];
  for (const name of names) await broker.create({ name, ...settings });
  const isIdempotent = seed % 2 === 0;
  const options = isIdempotent ? { idempotent: true, maxInFlightRequests: 1, retry: { retries: 1 } } : {};
  const producer = clientOf(broker.address).producer({ retry: { retries: 0 }, ...options });
  await producer.connect();
  const answers: unknown[] = [];
  for (const record of generated(seed, names, isIdempotent)) {
    try {
      const sent = await producer.send(record);
      answers.push(
        sent
          .map(({ partition, errorCode, baseOffset }) => ({ partition, errorCode, baseOffset }))
          .toSorted(byPartition),
      );
    } catch (error) {
      answers.push(reasonOf(error));
    }
  }
  await producer.disconnect();
  const topics = await Promise.all(names.map((name) => broker.read(name)));
  return { answers, topics: topics.map((records) => records.map(withHeadersByName)) };
}

const byPartition = (a: { partition: number }, b: { partition: number }): number => a.partition - b.partition;

/** The code of the protocol, wherever the client puts it. */
function reasonOf(error: unknown): string {
  const { type, cause, message } = error as { type?: string; cause?: unknown; message: string };
  return type ?? (cause === undefined ? message : reasonOf(cause));
}

/** The client that reads does not tell how headers of different names follow each other. */
const withHeadersByName = ({ headers, ...record }: ReadRecord) => ({
  ...record,
  headers: Object.fromEntries(
    [...Map.groupBy(headers, ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]),
  ),
});

function* generated(seed: number, names: readonly string[], isIdempotent: boolean): Generator<ProducerRecord> {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const happens = (share: number): boolean => random() < share;
  const begun = Date.UTC(2026, 10, 30);
  let count = 0;
  const bytes = (): Buffer => Buffer.from(Array.from({ length: upTo(40) }, () => upTo(256)));
  const message = (): Message => {
    const key = happens(0.2) ? null : happens(0.2) ? bytes() : `user-${upTo(20)}`;
    return {
      key,
      value: happens(0.1) ? null : happens(0.2) ? bytes() : `value ${++count} größe 防水`,
      timestamp: String(begun + upTo(1e6)),
      // a client of its own gives records without a key to a partition by chance
      ...(key === null || happens(0.1) ? { partition: upTo(settings.partitions) } : {}),
      headers: Object.fromEntries(
        Array.from({ length: upTo(3) }, (_, nth) => [
          ['source', 'größe', ''][nth]!,
          happens(0.3) ? ['a', bytes()] : bytes(),
        ]),
      ),
    };
  };
  for (let nth = 0; nth < sends; nth++) {
    // kafkajs goes on with the sequence after what was refused, so that nothing more is taken
    const isLarge = happens(isIdempotent ? 0.01 : 0.05);
    const messages = Array.from({ length: 1 + upTo(6) }, message);
    if (isLarge) messages.push({ key: 'large', value: 'x'.repeat(20_000 + upTo(100)) });
    yield {
      topic: names[upTo(names.length)]!,
      messages,
      acks: isIdempotent ? -1 : [1, -1][upTo(2)]!,
      // what is compressed has room: the stand-in measures it as it was before
      compression: happens(0.3) && !isLarge ? CompressionTypes.GZIP : CompressionTypes.None,
    };
  }
}

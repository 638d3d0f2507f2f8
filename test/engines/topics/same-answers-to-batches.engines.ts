import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seededRandom } from '../../../toolkit/seeded-random.ts';
import { realBroker, standInBroker, type Broker } from './brokers.ts';
import { WireClient, type Answer, type Batch } from './wire-client.ts';

// Batches as no client would send them: repeated, out of turn, too large, broken, for partitions that are not there.

const first = Number(process.env['SEED'] ?? 1);
const seeds = Array.from({ length: process.env['SEED'] === undefined ? 12 : 1 }, (_, nth) => first + nth);
const batches = 60;
const [partitions, messageSize] = [2, 600];

let brokers: readonly [standIn: Broker, real: Broker];
beforeAll(async () => {
  brokers = [await standInBroker(), await realBroker()];
});
afterAll(() => Promise.all(brokers.map((broker) => broker.close())));

it.each(seeds)('the stand-in and Kafka answer the same to the batches of seed %d, and keep the same', async (seed) => {
  const [standIn, real] = await Promise.all(brokers.map((broker) => sentTo(broker, seed)));
  expect(standIn).toEqual(real);
});

interface Outcome {
  readonly answers: readonly (Answer & { readonly batch: string })[];
  readonly kept: readonly string[];
}

async function sentTo(broker: Broker, seed: number): Promise<Outcome> {
  const name = `batches-${seed}`;
  await broker.create({ name, partitions, messageSize });
  const client = await WireClient.to(broker.address);
  const producers = [await client.newProducerId(), await client.newProducerId()];
  const answers: Outcome['answers'][number][] = [];
  for (const { producer, ...batch } of generated(seed, name)) {
    const answer = await client.produce({ ...batch, producerId: producer === -1 ? -1 : producers[producer]! });
    answers.push({ ...answer, batch: said({ producer, ...batch }) });
  }
  client.close();
  const kept = await broker.read(name);
  return { answers, kept: kept.map(({ partition, offset, value }) => `${partition}/${offset} ${value}`) };
}

type Generated = Omit<Batch, 'producerId'> & { readonly producer: number };

const said = ({ values, ...batch }: Generated): string => JSON.stringify({ ...batch, count: values.length });

/** The same batches for every broker. What comes next depends on what was sent, and not on the answers. */
function generated(seed: number, topic: string): Generated[] {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const happens = (share: number): boolean => random() < share;
  /** The next sequence of each producer and partition. */
  const next = new Map<string, number>();
  const sent: Generated[] = [];
  let epoch = 0;
  for (let nth = 0; nth < batches; nth++) {
    const again = sent.filter(({ producer }) => producer >= 0);
    if (again.length > 0 && happens(0.15)) {
      sent.push(again[Math.max(0, again.length - 1 - upTo(7))]!);
      continue;
    }
    const gzip = happens(0.2);
    const isRefused = happens(0.2);
    const producer = upTo(3) - 1;
    const partition = isRefused && happens(0.3) ? [-1, partitions, 99][upTo(3)]! : upTo(partitions);
    const values = Array.from({ length: 1 + upTo(4) }, (_, at) => `${nth}-${at} ${'x'.repeat(upTo(gzip ? 100 : 130))}`);
    if (happens(0.03)) epoch++;
    const place = `${producer} ${partition}`;
    const expected = next.get(place) ?? 0;
    const batch: Generated = {
      topic: isRefused && happens(0.1) ? 'not-there' : topic,
      partition,
      acks: isRefused && happens(0.1) ? 2 : [1, -1][upTo(2)]!,
      // what is compressed has room: the stand-in measures it as it was before
      values: isRefused && !gzip && happens(0.3) ? [...values, 'y'.repeat(550 + upTo(200))] : values,
      gzip,
      producer,
      epoch: producer < 0 ? -1 : epoch,
      sequence: producer < 0 ? -1 : happens(0.1) ? expected + upTo(3) - 1 : expected,
      broken: isRefused && happens(0.2),
      old: false,
    };
    sent.push(batch);
    next.set(place, batch.sequence + values.length);
  }
  return sent;
}

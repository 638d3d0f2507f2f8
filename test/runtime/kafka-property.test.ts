import { expect, it } from '@jest/globals';
import { numbersFrom, pick, type Random } from '../../contract/seeded-random.ts';
import { noFaults } from '../../runtime/door.ts';
import type { KafkaEvent, KafkaEventRecord, KafkaMappingProperties } from '../../runtime/services/kafka/types.ts';
import { failed, kafkaMapped, kafkaWorld, recordsIn, type KafkaWorld } from './kafka-world.ts';
import { second } from './world.ts';

const seeds = 200;
const partitions = 3;

/** Everything goes wrong often. */
const rules = {
  ...noFaults,
  'kafka.duplicate': { rate: 0.1, sightings: 1 },
  'kafka.rebalance': { rate: 0.4, sightings: 3 },
  'kafka.commit-lost': { rate: 0.3, sightings: 1 },
  'kafka.slow-pollers': { rate: 0.1, sightings: 1 },
  'kafka.null-in-other-form': { rate: 0.5, sightings: 1 },
  'kafka.only-named-again': { rate: 0.5, sightings: 5 },
  'function.result-lost': { rate: 0.2, sightings: 2 },
  'function.throttled': { rate: 0.2, sightings: 2 },
  'function.killed-at-start': { rate: 0.1, sightings: 1 },
};

/** What a function never accepts, in base64: such a record is given up. On demand it would be retried for days. */
const poisoned = Buffer.from('poison').toString('base64');

const nameOf = ({ partition, offset }: { partition: number; offset: number }): string => `${partition}:${offset}`;

/** What a run of one seed has come to: offsets by partition, in the order in which something happened to them for the first time. */
class Course {
  readonly appeared = new Map<number, number[]>();
  readonly accepted = new Map<number, number[]>();

  note(kind: 'appeared' | 'accepted', { partition, offset }: KafkaEventRecord): void {
    const offsets = this[kind].get(partition) ?? [];
    this[kind].set(partition, offsets);
    if (!offsets.includes(offset)) offsets.push(offset);
  }
}

/** One of the ways in which a mapping may be set up. */
function propertiesOf(random: Random): KafkaMappingProperties {
  const one = <T>(...all: T[]): T => pick(all, random);
  const common = { BatchSize: one(1, 3, 10, 100), MaximumBatchingWindowInSeconds: one(0, 1, 5) };
  if (random() < 0.2) return common;
  return {
    ...common,
    ProvisionedPollerConfig: { MinimumPollers: one(1, 3) },
    MaximumRetryAttempts: one(0, 1, 5, 10),
    BisectBatchOnFunctionError: random() < 0.5,
    ...(random() < 0.7 ? { FunctionResponseTypes: ['ReportBatchItemFailures'] as const } : {}),
  };
}

/**
 * Works on each partition in order, up to its first failed record; then names everything that it has not done, or throws. As long as
 * it takes, other invocations may run.
 */
async function work(world: KafkaWorld, course: Course, records: KafkaEventRecord[], random: Random, names: boolean) {
  for (const record of records) course.note('appeared', record);
  const left: KafkaEventRecord[] = [];
  for (const [, all] of Map.groupBy(records, ({ partition }) => partition)) {
    const poison = all.findIndex(({ value }) => value === poisoned);
    const most = poison < 0 ? all.length : poison;
    const done = random() < 0.5 ? most : Math.floor(random() * most);
    for (const record of all.slice(0, done)) {
      if (random() < 0.3) await world.clock.sleep(random() * second);
      course.note('accepted', record);
    }
    left.push(...all.slice(done));
  }
  if (left.length > 0 && (!names || random() < 0.3)) throw new Error('not done');
  return left.length > 0 ? failed(...left) : undefined;
}

async function course(seed: number) {
  const world = kafkaWorld({ seed, rules, partitions });
  const random = numbersFrom(seed);
  const properties = propertiesOf(random);
  const names = properties.FunctionResponseTypes !== undefined;
  const all = new Course();
  const mapping = kafkaMapped(world, properties, (records) => work(world, all, records, random, names));
  const produce = async (): Promise<void> => {
    for (let n = 0; n < 40; n++) {
      if (random() < 0.4) await world.clock.sleep(random() * 3 * second);
      const key = random() < 0.2 ? null : `k${Math.floor(random() * 6)}`;
      const isPoison = properties.ProvisionedPollerConfig !== undefined && random() < 0.05;
      world.topic.append({ key, value: isPoison ? 'poison' : random() < 0.1 ? null : `v${n}` });
    }
    await mapping.idle();
  };
  await world.clock.run(produce());
  const parked = world.objects
    .contents('')
    .flatMap(({ body }) => recordsIn(JSON.parse(JSON.parse(Buffer.from(body).toString()).payload) as KafkaEvent));
  return { world, all, parked, properties };
}

const isAscending = (offsets: readonly number[]): boolean =>
  offsets.every((offset, at) => at === 0 || offsets[at - 1]! < offset);

it(`loses nothing and keeps the order of each partition, whatever happens at the same time (${seeds} seeds)`, async () => {
  const seen = { struck: new Set<string>(), parked: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const { world, all, parked, properties } = await course(seed);
    const fates = new Set([
      ...parked.map(nameOf),
      ...[...all.accepted].flatMap(([partition, offsets]) => offsets.map((offset) => nameOf({ partition, offset }))),
    ]);
    const lost = world.topic
      .records()
      .map(nameOf)
      .filter((name) => !fates.has(name));
    // a record that was given up may come again after its successors: where the commit was lost, and its partition moved
    const isParked = new Set(parked.map(nameOf));
    const disordered = [...all.appeared, ...all.accepted].filter(([partition, offsets]) => {
      const kept = offsets.filter((offset) => !isParked.has(nameOf({ partition, offset })));
      return !isAscending(kept);
    });
    expect({ seed, properties, lost, disordered }).toEqual({ seed, properties, lost: [], disordered: [] });
    for (const { point } of world.faults.injected()) seen.struck.add(point);
    seen.parked += parked.length;
  }
  // every fault has struck, and records were parked: the test has seen what it is about
  expect([...seen.struck].toSorted()).toEqual(
    Object.keys(rules)
      .filter((point) => rules[point as keyof typeof rules].rate > 0)
      .toSorted(),
  );
  expect(seen.parked).toBeGreaterThan(100);
}, 120_000);

it('notices an order that is not kept', () => {
  expect(isAscending([1, 3, 7])).toBe(true);
  expect(isAscending([1, 7, 3])).toBe(false);
});

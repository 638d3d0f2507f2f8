import { expect, it } from '@jest/globals';
import { numbersFrom, pick, type Random } from '../../contract/seeded-random.ts';
import { noFaults } from '../../runtime/door.ts';
import type { DynamodbEventRecord, TableMappingProperties } from '../../runtime/services/dynamodbstreams/types.ts';
import { failedAt, item, shortOf, tableMapped, tableStreamWorld } from './table-stream-world.ts';
import { second } from './world.ts';

const seeds = 200;

/** Everything goes wrong often. */
const rules = {
  ...noFaults,
  'table-stream.batch-again': { rate: 0.3, sightings: 1 },
  'table-stream.slow': { rate: 0.1, sightings: 1 },
  'function.result-lost': { rate: 0.2, sightings: 2 },
  'function.throttled': { rate: 0.2, sightings: 2 },
  'function.killed-at-start': { rate: 0.1, sightings: 1 },
};

/** What a function never accepts. */
const poison = 13;

/** One of the ways in which a mapping may be set up. */
function propertiesOf(random: Random): Partial<TableMappingProperties> {
  const one = <T>(...all: T[]): T => pick(all, random);
  return {
    BatchSize: one(1, 3, 10, 100),
    MaximumBatchingWindowInSeconds: one(0, 1, 5),
    ParallelizationFactor: one(1, 2, 10),
    MaximumRetryAttempts: one(5, 10),
    BisectBatchOnFunctionError: random() < 0.5,
    ...(random() < 0.7 ? { FunctionResponseTypes: ['ReportBatchItemFailures'] as const } : {}),
  };
}

async function course(seed: number) {
  const world = tableStreamWorld({ seed, rules });
  const random = numbersFrom(seed);
  const properties = propertiesOf(random);
  const accepted: string[] = [];
  const mapping = tableMapped(world, properties, async (shorts, records) => {
    for (const [at, text] of shorts.entries()) {
      if (random() < 0.2) await world.clock.sleep(random() * second);
      const fails = text.endsWith(`:${poison}`) || random() < 0.05;
      if (fails && properties.FunctionResponseTypes) return failedAt(records[at]!);
      if (fails) throw new Error('not done');
      accepted.push(text);
    }
    return undefined;
  });
  const write = async (): Promise<void> => {
    for (let n = 0; n < 40; n++) {
      if (random() < 0.4) await world.clock.sleep(random() * 3 * second);
      const id = `p${Math.floor(random() * 6)}`;
      world.table.put(item(id, n));
    }
    await mapping.idle();
  };
  await world.clock.run(write());
  const written = world.stream.records().map(({ data }) => shortOf(JSON.parse(Buffer.from(data).toString()) as never));
  const parked = world.objects.contents('').flatMap(({ body }) => {
    const { payload } = JSON.parse(Buffer.from(body).toString()) as { payload: string };
    return (JSON.parse(payload) as { Records: DynamodbEventRecord[] }).Records.map(shortOf);
  });
  return { world, properties, accepted: [...new Set(accepted)], parked, written };
}

/** The items whose versions did not come in order, at their first appearance. */
const disordered = (accepted: readonly string[]): string[] =>
  [...Map.groupBy(accepted, (text) => text.split(':')[0]!)]
    .filter(([, texts]) => {
      const versions = texts.map((text) => Number(text.split(':')[1]));
      return versions.some((version, at) => at > 0 && version < versions[at - 1]!);
    })
    .map(([id]) => id);

it(`loses nothing and keeps the order of each item (${seeds} seeds)`, async () => {
  const struck = new Set<string>();
  let allParked = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { world, properties, accepted, parked, written } = await course(seed);
    const fates = new Set([...accepted, ...parked]);
    const lost = written.filter((text) => !fates.has(text));
    const wrong = disordered(accepted);
    expect({ seed, properties, lost, wrong }).toEqual({ seed, properties, lost: [], wrong: [] });
    for (const { point } of world.faults.injected()) struck.add(point);
    allParked += parked.length;
  }
  // every fault has struck, and records were parked: the test has seen what it is about
  expect([...struck].toSorted()).toEqual(
    Object.keys(rules)
      .filter((point) => rules[point as keyof typeof rules].rate > 0)
      .toSorted(),
  );
  expect(allParked).toBeGreaterThan(100);
}, 120_000);

it('notices an order that is not kept', () => {
  expect(disordered(['a:1', 'b:9', 'a:3', 'b:2'])).toEqual(['b']);
});

import { expect, it } from '@jest/globals';
import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { feed, problemsIn, problemsOf } from './run.ts';
import { createLanding } from './subject.ts';
import { createWorld } from './world.ts';

const { SEED } = process.env;
const seeds = SEED === undefined ? Array.from({ length: 10 }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)('accounts for every record of the topic under the faults of seed %d', async (seed) => {
  const problems = await problemsOf(seed, { createLanding });
  if (problems.length > 0) problems.push(`Repeat this run: SEED=${seed} npm run jest -- test/delivery/landing`);
  expect(problems).toEqual([]);
});

it('meets faults, delivers most records, and parks those alone that are no events', async () => {
  const world = createWorld({ seed: 1, rules: defaultFaults, outages: [], createLanding });
  await feed(world, 1);
  expect(world.faults.injected().length).toBeGreaterThan(30);
  const [raw] = world.account.summary();
  expect(raw!.delivered).toBeGreaterThan(330);
  expect(raw!.duplicates).toBeGreaterThan(0);
  expect(raw!.dropped).toBeGreaterThan(3);
  expect(raw!.parked).toBeGreaterThan(5);
  expect(raw!.parked).toBe(raw!.planted);
});

it('delivers everything once where no fault strikes, below the hour in which it came', async () => {
  const world = createWorld({ seed: 1, rules: {}, outages: [], createLanding });
  await feed(world, 1);
  expect(problemsIn(world)).toEqual([]);
  expect(world.account.summary()[0]!.duplicates).toBe(0);
  const hours = new Set(world.lake.contents('raw/').map(({ key }) => key.split('/')[1]));
  expect([...hours].toSorted()).toEqual(['hour=2026-11-22-23', 'hour=2026-11-23-00']);
});

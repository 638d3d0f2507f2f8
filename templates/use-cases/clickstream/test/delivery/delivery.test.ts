import { expect, it } from '@jest/globals';
import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { feed, problemsIn, problemsOf } from './run.ts';
import { ownSubject } from './subject.ts';
import { createWorld } from './world.ts';

const { SEED } = process.env;
const seeds = SEED === undefined ? Array.from({ length: 10 }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)(
  'accounts for every record of the topic, and keeps its order, under the faults of seed %d',
  async (seed) => {
    const problems = await problemsOf(seed, ownSubject);
    if (problems.length > 0) problems.push(`Repeat this run: SEED=${seed} npm run jest -- test/delivery/delivery`);
    expect(problems).toEqual([]);
  },
);

it('meets faults, delivers most records, and parks those alone that are no events', async () => {
  const world = createWorld({ seed: 1, rules: defaultFaults, outages: [], ...ownSubject });
  await feed(world, 1);
  expect(world.faults.injected().length).toBeGreaterThan(30);
  const [stream] = world.account.summary();
  expect(stream!.delivered).toBeGreaterThan(350);
  expect(stream!.duplicates).toBeGreaterThan(0);
  expect(stream!.parked).toBeGreaterThan(5);
  expect(stream!.parked).toBe(stream!.planted);
});

it('delivers everything where no fault strikes', async () => {
  const world = createWorld({ seed: 1, rules: {}, outages: [], ...ownSubject });
  await feed(world, 1);
  expect(problemsIn(world)).toEqual([]);
});

import { expect, it } from '@jest/globals';
import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { feed, problemsOf } from './run.ts';
import { ownSubject } from './subject.ts';
import { createWorld } from './world.ts';

const { SEED } = process.env;
const seeds = SEED === undefined ? Array.from({ length: 10 }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)('accounts for every line of every log under the faults of seed %d', async (seed) => {
  const problems = await problemsOf(seed, ownSubject);
  if (problems.length > 0) problems.push(`Repeat this run: SEED=${seed} npm run jest -- test/delivery/delivery`);
  expect(problems).toEqual([]);
});

it('meets faults, delivers most lines, parks what cannot be read, and gives up what nobody can read', async () => {
  const world = await createWorld({ seed: 1, rules: defaultFaults, outages: [], ...ownSubject });
  world.raw.write('raw/somebody-else/a.log', 'a line');
  await feed(world, 1);
  expect(world.faults.injected().length).toBeGreaterThan(50);
  const [lake] = world.account.summary();
  expect(lake!.delivered).toBeGreaterThan(400);
  expect(lake!.parked).toBeGreaterThan(10);
  expect(world.dead.bodies().join('\n')).toContain('raw/somebody-else/a.log');
});

it('packs the lines of an object into few records', async () => {
  const world = await createWorld({ seed: 1, rules: {}, outages: [], ...ownSubject });
  await feed(world, 1, 60);
  const [lake] = world.account.summary();
  expect(world.stream.records().length).toBeLessThan(lake!.delivered / 3);
});

import { expect, it, jest } from '@jest/globals';
import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { feed, problemsIn, problemsOf } from './run.ts';
import { ownSubject } from './subject.ts';
import { createWorld } from './world.ts';

/** A seed takes some seconds, and more on a busy machine. */
jest.setTimeout(240_000);

/** SEED names one seed. SEEDS says how many are tried: SEEDS=100 takes some minutes. */
const { SEED, SEEDS = '10' } = process.env;
const seeds = SEED === undefined ? Array.from({ length: Number(SEEDS) }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)('accounts for every record of the topic under the faults of seed %d', async (seed) => {
  const problems = await problemsOf(seed, ownSubject);
  if (problems.length > 0) problems.push(`Repeat this run: SEED=${seed} npm run jest -- test/delivery/delivery`);
  expect(problems).toEqual([]);
});

it('meets faults, delivers most records, and parks those alone that are wrong', async () => {
  const world = await createWorld({ ...ownSubject, seed: 1, rules: defaultFaults, outages: [] });
  await feed(world, 1);
  expect(world.faults.injected().length).toBeGreaterThan(30);
  const [raw, curated, warehouse] = world.account.summary();
  expect(raw!.delivered).toBeGreaterThan(330);
  expect(raw!.duplicates).toBeGreaterThan(0);
  expect(raw!.dropped).toBeGreaterThan(3);
  expect(raw!.parked).toBeGreaterThan(5);
  expect(raw!.parked).toBe(raw!.planted);
  for (const { delivered, superseded, parked, planted, duplicates } of [curated!, warehouse!]) {
    expect([delivered + superseded + parked, planted]).toEqual([raw!.delivered + raw!.parked, parked]);
    expect(superseded).toBeGreaterThan(3);
    expect(parked).toBeGreaterThan(raw!.parked + 3);
    expect(duplicates).toBe(0);
  }
});

it('delivers everything once where no fault strikes, below the hour in which it came', async () => {
  const world = await createWorld({ ...ownSubject, seed: 1, rules: {}, outages: [] });
  await feed(world, 1);
  expect(await problemsIn(world)).toEqual([]);
  expect(world.account.summary()[0]!.duplicates).toBe(0);
  const hours = new Set(world.lake.contents('raw/').map(({ key }) => key.split('/')[1]));
  expect([...hours].toSorted()).toEqual(['hour=2026-11-22-23', 'hour=2026-11-23-00']);
});

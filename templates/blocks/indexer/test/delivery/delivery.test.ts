import { expect, it } from '@jest/globals';
import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { parkedRecords } from './account.ts';
import { problemsOf } from './run.ts';
import { createIndexer } from './subject.ts';
import { work } from './workload.ts';
import { createWorld, outagesOf } from './world.ts';

const seeds = Array.from({ length: 20 }, (_, nth) => nth + 1);

it.each(seeds)(
  'accounts for every change, and ends with the newest state of every item, under the faults of seed %d',
  async (seed) => {
    expect(await problemsOf(seed, createIndexer)).toEqual([]);
  },
);

it('meets faults, and parks what cannot be read', async () => {
  const world = await createWorld({ seed: 1, rules: defaultFaults, outages: outagesOf(1), createIndexer });
  await work(world, 1, 150);
  await world.settled();
  expect(world.faults.injected().length).toBeGreaterThan(50);
  expect(parkedRecords(world).map(({ reason }) => reason)).toContain('unreadable: it is not a JSON object');
});

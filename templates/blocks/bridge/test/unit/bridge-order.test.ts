import { expect, it } from '@jest/globals';
import { topicRun } from '../topic-world.ts';

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

it('keeps the order of each key, and loses nothing, whatever fails and in which order', async () => {
  let repeated = 0;
  for (const seed of seeds) {
    const { expected, found, ...rest } = await topicRun(seed, 30);
    repeated += rest.repeated;
    expect({ seed, ...rest }).toEqual({ seed, lost: [], parkedInVain: [], strange: [], repeated: rest.repeated });
    expect([seed, ...[...found].toSorted()]).toEqual([seed, ...[...expected].toSorted()]);
  }
  // the faults strike, and each of them leads to repetitions
  expect(repeated).toBeGreaterThan(10 * seeds.length);
});

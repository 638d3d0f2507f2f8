import { expect, it } from '@jest/globals';
import { mutants } from './mutants.ts';
import { mutated } from './mutated.ts';
import { problemsOf } from './run.ts';

const seeds = Array.from({ length: 10 }, (_, nth) => nth + 1);

it.each(mutants.map((mutant) => [mutant.mistake, mutant] as const))(
  'notices an indexer that %s',
  async (_mistake, mutant) => {
    const createIndexer = await mutated(mutant);
    for (const seed of seeds) if ((await problemsOf(seed, createIndexer)).length > 0) return;
    expect('nothing noticed').toBe('a problem under one of the seeds');
  },
  30_000,
);

import { numbersFrom } from '../contract/seeded-random.ts';

/** Numbers in [0, 1) that depend on the seed alone. */
export const seededRandom = (seed: number): (() => number) => numbersFrom(seed);

import { seededRandom as numbersFrom } from '../../tools/seeded-random.ts';

/** Numbers in [0, 1). */
export type Random = () => number;

/** Numbers that depend on a text alone, by its FNV-1a hash. */
export const seededRandom = (seed: string): Random =>
  numbersFrom([...seed].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0)!, 16777619), 2166136261));

export const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)]!;

/** Numbers in [0, 1). */
export type Random = () => number;

/** Numbers that depend on the seed alone (mulberry32). */
export function numbersFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Numbers that depend on a text alone, by its FNV-1a hash. */
export const seededRandom = (seed: string): Random =>
  numbersFrom([...seed].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0)!, 16777619), 2166136261));

export const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)]!;

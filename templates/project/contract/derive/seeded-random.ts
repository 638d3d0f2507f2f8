/** Numbers in [0, 1). */
export type Random = () => number;

/** Numbers that depend on the seed alone (mulberry32 over an FNV-1a hash). */
export function seededRandom(seed: string): Random {
  let state = [...seed].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0)!, 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)]!;

/** Numbers from 0 to 1, those of a seed. */
export type Random = () => number;

export const upTo = (random: Random, most: number): number => Math.floor(random() * most);

export const pick = <T>(random: Random, values: readonly T[]): T => values[upTo(random, values.length)]!;

/** Whole numbers from 1, most of them small and a few of them large (Pareto). The smaller the exponent, the larger those few. */
export const heavyTailed = (random: Random, exponent: number): number => Math.floor((1 - random()) ** (-1 / exponent));

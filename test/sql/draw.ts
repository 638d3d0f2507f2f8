export const upTo = (random: () => number, most: number): number => Math.floor(random() * most);

export const pick = <T>(random: () => number, values: readonly T[]): T => values[upTo(random, values.length)]!;

/** In any order. */
export const shuffled = <T>(random: () => number, values: readonly T[]): T[] =>
  values
    .map((value) => ({ value, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value);

/** The middle of numbers; of an even count, the mean of the two in the middle. NaN of none. */
export const median = (values: readonly number[]): number => middleOf(values.toSorted((a, b) => a - b));

/** The median of numbers that are in order. */
export function middleOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** MAD * 1.4826 estimates the standard deviation of normal noise, and half of the values may be anything. */
export const sigmaOf = (values: readonly number[]): number => {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
};

/** The value below which a share of numbers lies that are in order. NaN of none. */
export const quantileOf = (sorted: readonly number[], share: number): number =>
  sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

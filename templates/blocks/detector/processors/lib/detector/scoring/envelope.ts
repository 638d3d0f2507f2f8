import { middleOf } from './robust.ts';

/** What a value usually is at a time: its median, and what it rarely falls below or rises above. */
export interface Envelope {
  mid: number;
  low: number;
  high: number;
}

/** The second lowest and highest of 30 normal values are 1.6 standard deviations from the middle. */
const sigmasWide = 3.2;
const fewest = 5;
/** An envelope widens at once and narrows slowly: one quiet day does not make the next one an anomaly. */
const pace = { mid: 0.3, widen: 0.5, narrow: 0.1 };
/** No day moves an envelope by more than so many of its widths: an anomaly that nobody noticed does not become the norm. */
const furthest = 2;

/** The envelope of values; none of fewer than 5. One value that is far off at each end does not count. */
export function envelopeOf(values: readonly number[]): Envelope | undefined {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  if (sorted.length < fewest) return undefined;
  return { mid: middleOf(sorted), low: sorted[1]!, high: sorted[sorted.length - 2]! };
}

/** An envelope after one more day. `floor` is the least that its width counts for. */
export function learned(known: Envelope | undefined, today: Envelope, floor: number): Envelope {
  if (!known) return today;
  const reach = furthest * Math.max(known.high - known.low, floor);
  const towards = (from: number, to: number, share: number): number =>
    from + share * Math.max(-reach, Math.min(reach, to - from));
  return {
    mid: towards(known.mid, today.mid, pace.mid),
    low: towards(known.low, today.low, today.low < known.low ? pace.widen : pace.narrow),
    high: towards(known.high, today.high, today.high > known.high ? pace.widen : pace.narrow),
  };
}

/** Around several envelopes: what begins a little earlier or later than yesterday is within. The first one gives the middle. */
export const around = (envelopes: readonly [Envelope, ...Envelope[]]): Envelope => ({
  mid: envelopes[0].mid,
  low: Math.min(...envelopes.map(({ low }) => low)),
  high: Math.max(...envelopes.map(({ high }) => high)),
});

/**
 * How far a value is outside of its envelope, in robust standard deviations: negative below, 0 within. `noise` is the standard
 * error of the value itself, in its unit: a share of ten requests says less than one of a thousand.
 */
export function deviation(value: number, noise: number, { low, high }: Envelope): number {
  const sigma = Math.max((high - low) / sigmasWide, noise, Number.EPSILON);
  if (value > high) return (value - high) / sigma;
  return value < low ? (value - low) / sigma : 0;
}

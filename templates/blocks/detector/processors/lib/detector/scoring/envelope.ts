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
/** What one day does to an envelope: how far it goes towards it, and how many of its widths at most. */
const pace = { mid: 0.3, widen: 0.5, narrow: 0.1 };
const furthest = 0.3;

/** What is usual at a time of day, and what its last day was like. */
export interface Usual extends Envelope {
  last: Envelope;
}

/** The envelope of values; none of fewer than 5. One value that is far off at each end does not count. */
export const envelopeOf = (values: readonly number[]): Envelope | undefined =>
  envelopeOfSorted(values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b));

/** The envelope of values that are in order. */
export const envelopeOfSorted = (sorted: readonly number[]): Envelope | undefined =>
  sorted.length < fewest ? undefined : { mid: middleOf(sorted), low: sorted[1]!, high: sorted[sorted.length - 2]! };

/**
 * An envelope after one more day. What was there on two days in a row is usual from then on. One day alone moves it a
 * little: an anomaly does not become the norm, whether it was noticed or not. `floor` is the least that the width
 * counts for.
 */
export function learned(known: Usual | undefined, today: Envelope, floor: number): Usual {
  const last = { mid: today.mid, low: today.low, high: today.high };
  if (!known) return { ...last, last };
  const reach = furthest * Math.max(known.high - known.low, floor);
  const towards = (from: number, to: number, share: number): number =>
    from + Math.max(-reach, Math.min(reach, share * (to - from)));
  const twice = { low: Math.max(today.low, known.last.low), high: Math.min(today.high, known.last.high) };
  return {
    mid: towards(known.mid, today.mid, pace.mid),
    low: Math.min(twice.low, towards(known.low, today.low, today.low < known.low ? pace.widen : pace.narrow)),
    high: Math.max(twice.high, towards(known.high, today.high, today.high > known.high ? pace.widen : pace.narrow)),
    last,
  };
}

/**
 * Around several envelopes: what begins a little earlier or later than yesterday is within. The first one gives the
 * middle.
 */
export function around(own: Envelope, others: readonly (Envelope | undefined)[]): Envelope {
  let { low, high } = own;
  for (const other of others) {
    if (!other) continue;
    if (other.low < low) low = other.low;
    if (other.high > high) high = other.high;
  }
  return { mid: own.mid, low, high };
}

/**
 * How far a value is outside of its envelope, in robust standard deviations: negative below, 0 within. `noise` is the
 * standard error of the value itself, in its unit: a share of ten requests says less than one of a thousand.
 */
export function deviation(value: number, noise: number, { low, high }: Envelope): number {
  const sigma = Math.max((high - low) / sigmasWide, noise, Number.EPSILON);
  if (value > high) return (value - high) / sigma;
  return value < low ? (value - low) / sigma : 0;
}

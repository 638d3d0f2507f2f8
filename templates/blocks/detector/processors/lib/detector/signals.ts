import type { GroupWindow } from './group-window.ts';

/** What is judged of a group, each a series of its own. */
export const signalNames = ['traffic', 'failed', 'denied', 'heaviest', 'bytes', 'newClients', 'failing'] as const;
export type SignalName = (typeof signalNames)[number];

/** A value of a series with its standard error. The value is NaN where there is too little to say one. */
export interface Signal {
  value: number;
  noise: number;
}

/** How many windows the signal `failing` looks back. */
export const pooledWindows = 15;
const fewestRequests = 5;
const nothing: Signal = { value: NaN, noise: 0 };

/** A count on a scale on which its random noise is 1, whatever the count (Anscombe, 1948). */
const ofCount = (count: number): Signal => ({ value: 2 * Math.sqrt(count + 3 / 8), noise: 1 });

/** A share on a scale on which its noise depends on the number of requests only (Freeman and Tukey, 1950). */
const ofShare = (part: number, whole: number): Signal =>
  whole < fewestRequests
    ? nothing
    : { value: 2 * Math.asin(Math.sqrt((part + 3 / 8) / (whole + 3 / 4))), noise: 1 / Math.sqrt(whole + 0.5) };

/** Bytes vary in powers. */
const ofBytes = (bytes: number): Signal => ({ value: Math.log2(1 + bytes), noise: 0.5 });

/** A share in percent for a value of `failed`, `denied` or `failing`, which the scale hides. */
export const shareOf = (value: number): number => Math.sin(Math.min(Math.PI, Math.max(0, value)) / 2) ** 2;
/** A count for a value of `traffic`, `heaviest` or `newClients`. */
export const countOf = (value: number): number => Math.max(0, (value / 2) ** 2 - 3 / 8);
/** Bytes for a value of `bytes`. */
export const bytesOf = (value: number): number => 2 ** value - 1;

/** The series of a window. `pooled` has the failed and all requests of the last 15 windows, this one included. */
export function signalsOf(
  window: GroupWindow,
  pooled: { failed: number; requests: number },
): Readonly<Record<SignalName, Signal>> {
  return {
    traffic: ofCount(window.requests),
    failed: ofShare(window.failed, window.requests),
    denied: ofShare(window.denied, window.requests),
    heaviest: ofCount(window.heaviest),
    bytes: ofBytes(window.heaviestBytes),
    newClients: ofCount(window.newClients),
    failing: ofShare(pooled.failed, pooled.requests),
  };
}

import { setTimeout } from 'node:timers/promises';

/** Where code that waits gets its time from, so that tests need not wait. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Is aborted after so many milliseconds. */
  timeout(milliseconds: number): AbortSignal;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => setTimeout(milliseconds),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
};

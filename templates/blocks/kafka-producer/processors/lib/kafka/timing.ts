/** Where the client gets its time from. */
export interface Timing {
  /** Unix time in milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Is aborted after so many milliseconds. */
  timeout(milliseconds: number): AbortSignal;
}

/** How much time is left to write. */
export interface TimeLeft {
  /** Milliseconds; never negative. */
  remaining(): number;
}

/** Time. Here and below instants are epoch milliseconds, durations milliseconds, sizes bytes, unless a name says otherwise. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once, after `ms`; the returned function cancels it. */
  timer(ms: number, callback: () => void): () => void;
  /** `AbortSignal.timeout` on this clock: aborts with a `TimeoutError`. */
  timeout(ms: number): AbortSignal;
}

export interface VirtualClock extends Clock {
  /**
   * Drives a promise to its end: time stands still while code runs, and jumps to the next timer when everything waits.
   * Real timers, sockets and files are outside this time. Throws when the promise waits for nothing that will ever happen.
   */
  run<T>(work: Promise<T>): Promise<T>;
  /** Time stands still until work outside of it, as that of a database, has come to an end. */
  standStill<T>(work: Promise<T>): Promise<T>;
  /** Lets this much time pass, with everything that happens in it. */
  advance(ms: number): Promise<void>;
}

/** How a clock runs: at the real instant `realOrigin` it shows `origin`; from then on `factor` of its milliseconds pass in one real one. */
export interface TimeScale {
  readonly realOrigin: number;
  readonly origin: number;
  readonly factor: number;
}

/** Real time, or real time at another speed. */
export interface ScaledClock extends Clock {
  readonly scale: TimeScale;
}

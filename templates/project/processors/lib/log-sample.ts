import type { Clock } from './clock.ts';

const window = 60_000;
const mostKeys = 100;

/** Lets the same line into the log once a minute, with how often it has come since the last time: an outage is not a line a request. */
export class LogSample {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #seen = new Map<string, { next: number; times: number }>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** `log` hears how often the line has come since it was last logged, this time included. */
  of(key: string, log: (times: number) => void): void {
    const now = this.#clock.now();
    const seen = this.#seen.get(key) ?? { next: now, times: 0 };
    seen.times++;
    if (now >= seen.next) {
      log(seen.times);
      Object.assign(seen, { next: now + window, times: 0 });
    }
    // keys without end would be a leak
    if (this.#seen.size >= mostKeys && !this.#seen.has(key)) this.#seen.clear();
    this.#seen.set(key, seen);
  }
}

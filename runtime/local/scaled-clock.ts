import type { Clock } from '../api.ts';
import { sleepOn, timeoutOn } from '../clock.ts';

/** How a clock runs: at the real instant `realOrigin` it shows `origin`; from then on `factor` of its milliseconds pass in one real one. */
export interface TimeScale {
  readonly realOrigin: number;
  readonly origin: number;
  readonly factor: number;
}

/** What the clock shows at a real instant. */
export const timeOn = ({ realOrigin, origin, factor }: TimeScale, real: number): number =>
  origin + (real - realOrigin) * factor;

/** Node.js timers hold at most this many milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Real time, or real time at another speed: every timer, window, visibility timeout and backoff of a run hangs on one of these. */
export class ScaledTime implements Clock {
  readonly scale: TimeScale;
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(scale: TimeScale) {
    if (!(scale.factor > 0))
      throw new RangeError(`Time runs forward: a factor above 0 is needed, not ${scale.factor}.`);
    this.scale = scale;
  }

  now(): number {
    return timeOn(this.scale, Date.now());
  }

  timer(ms: number, callback: () => void): () => void {
    if (!(ms >= 0)) throw new RangeError(`A timer needs a duration of 0 ms or more, not ${ms}.`);
    const due = this.now() + ms;
    let timer: NodeJS.Timeout | undefined;
    const wait = () => {
      if (this.#stopped) return;
      const left = Math.ceil((due - this.now()) / this.scale.factor);
      const waiting = setTimeout(
        () => {
          this.#timers.delete(waiting);
          // Node.js may fire up to a millisecond early, and cannot wait for longer than 24 days at once
          if (this.now() < due) wait();
          else callback();
        },
        Math.min(Math.max(left, 0), longestTimer),
      );
      timer = waiting;
      this.#timers.add(waiting);
    };
    wait();
    return () => {
      clearTimeout(timer);
      if (timer) this.#timers.delete(timer);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  timeout(ms: number): AbortSignal {
    return timeoutOn(this, ms);
  }

  /** Nothing that waits on this clock, now or later, will be called any more. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

import type { ScaledClock, TimeScale } from '../contracts/clock.ts';
import { sleepOn, timeoutOn } from './clock.ts';

/** What the clock shows at a real instant. */
export const timeOn = ({ realOrigin, origin, factor }: TimeScale, real: number): number =>
  origin + (real - realOrigin) * factor;

/** Node.js timers hold at most this many milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Real time, or real time at another speed: every timer, window, visibility timeout and backoff of a run hangs on one of these. */
export class ScaledTime implements ScaledClock {
  readonly scale: TimeScale;
  /** What stops each timer that waits. */
  readonly #timers = new Set<() => void>();
  #stopped = false;

  constructor(scale: TimeScale) {
    if (!(scale.factor > 0)) throw new RangeError(`The speed of a clock is above 0, not ${scale.factor}.`);
    this.scale = scale;
  }

  now(): number {
    return timeOn(this.scale, Date.now());
  }

  timer(ms: number, callback: () => void): () => void {
    if (!(ms >= 0)) throw new RangeError(`A timer needs a duration of 0 ms or more, not ${ms}.`);
    const due = this.now() + ms;
    let stopWaiting: () => void;
    const cancel = () => {
      stopWaiting();
      this.#timers.delete(cancel);
    };
    const fire = () => {
      this.#timers.delete(cancel);
      callback();
    };
    const wait = () => {
      const left = Math.ceil((due - this.now()) / this.scale.factor);
      const waiting = setTimeout(
        () => {
          // Node.js may fire up to a millisecond early, and cannot wait for longer than 24 days at once
          if (this.now() < due) return wait();
          // after this process was kept busy, an answer that arrived in time is read first: it is not late
          const turn = setImmediate(fire);
          stopWaiting = () => clearImmediate(turn);
        },
        Math.min(Math.max(left, 0), longestTimer),
      );
      stopWaiting = () => clearTimeout(waiting);
    };
    if (this.#stopped) return () => undefined;
    this.#timers.add(cancel);
    wait();
    return cancel;
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
    for (const cancel of this.#timers) cancel();
  }
}

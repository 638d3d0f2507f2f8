import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock, VirtualClock } from '../contracts/clock.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** How long real time may go on with nothing to do on the virtual clock, for a module that is just being loaded. */
const graceInRealMs = 50;

/** Time that moves only when nothing else can: one seed, one course of events, however slow the machine. */
export class VirtualTime implements VirtualClock {
  #now: number;
  /** Sorted by due time; timers due together fire in the order in which they were set. */
  readonly #timers: Timer[] = [];
  #driving = false;
  /** Work outside of this time that has not come to an end. */
  readonly #outside = new Set<Promise<unknown>>();

  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  timer(ms: number, callback: () => void): () => void {
    if (!(ms >= 0)) throw new RangeError(`A timer needs a duration of 0 ms or more, not ${ms}.`);
    const timer = { due: this.#now + ms, callback };
    this.#timers.splice(this.#firstAfter(timer.due), 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  timeout(ms: number): AbortSignal {
    return timeoutOn(this, ms);
  }

  async standStill<T>(work: Promise<T>): Promise<T> {
    this.#outside.add(work);
    try {
      return await work;
    } finally {
      this.#outside.delete(work);
    }
  }

  async run<T>(work: Promise<T>): Promise<T> {
    if (this.#driving) throw new Error('This clock already drives a promise. Await the work inside that promise.');
    this.#driving = true;
    let settled = false;
    const settle = () => (settled = true);
    work.then(settle, settle);
    try {
      for (;;) {
        await setImmediate();
        if (settled) return await work;
        if (this.#outside.size > 0) {
          await Promise.allSettled(this.#outside);
          continue;
        }
        if (!this.#fireNext()) await this.#waitForRealWork(() => settled);
      }
    } finally {
      this.#driving = false;
    }
  }

  advance(ms: number): Promise<void> {
    return this.run(this.sleep(ms));
  }

  #fireNext(): boolean {
    const timer = this.#timers.shift();
    if (timer === undefined) return false;
    this.#now = timer.due;
    timer.callback();
    return true;
  }

  async #waitForRealWork(settled: () => boolean): Promise<void> {
    for (let waited = 0; waited < graceInRealMs; waited++) {
      if (settled() || this.#timers.length > 0) return;
      await setTimeout(1);
    }
    throw new Error(
      `At ${new Date(this.#now).toISOString()} the promise still waits, but no timer of this clock is set, so nothing will ever ` +
        'happen. Look for a promise that never resolves, or for real timers and sockets, which this clock does not drive.',
    );
  }

  #firstAfter(due: number): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#timers[middle]!.due <= due) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** `Clock.timeout` by means of the clock's timer. */
export function timeoutOn(clock: Clock, ms: number): AbortSignal {
  const controller = new AbortController();
  clock.timer(ms, () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')));
  return controller.signal;
}

/** `Clock.sleep` by means of the clock's timer. */
export function sleepOn(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal!.reason);
    };
    const cancel = clock.timer(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

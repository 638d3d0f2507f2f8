import type { Passed } from '../contracts/local-stack.ts';
import { stepOf, steps, valueAt } from '../kernel/steps.ts';

/** Milliseconds: what is older than all slots together is forgotten, a slot at a time. */
const slotLength = 5000;
const slots = 6;

/** How late the events of the last half minute were. It takes as much memory for a million of them as for one. */
export class LagWindow {
  readonly #counts = Array.from({ length: slots }, () => new Uint32Array(steps));
  /** Which stretch of time each slot holds. */
  readonly #stretches = new Float64Array(slots).fill(-Infinity);

  add(milliseconds: number, now: number): void {
    const stretch = Math.floor(now / slotLength);
    const slot = stretch % slots;
    if (this.#stretches[slot] !== stretch) {
      this.#counts[slot]!.fill(0);
      this.#stretches[slot] = stretch;
    }
    this.#counts[slot]![stepOf(milliseconds)]!++;
  }

  /** Null where nothing has come in the time of the window. */
  lag(now: number): Passed['lag'] {
    const oldest = Math.floor(now / slotLength) - slots;
    const counts = this.#counts.filter((_, slot) => this.#stretches[slot]! > oldest);
    const sums = Array.from({ length: steps }, (_, at) => counts.reduce((sum, slot) => sum + slot[at]!, 0));
    const total = sums.reduce((sum, count) => sum + count, 0);
    if (total === 0) return null;
    const percentile = (part: number): number => {
      let left = Math.floor(total * part);
      return lagAt(sums.findIndex((count) => (left -= count) < 0));
    };
    return { p50: percentile(0.5), p99: percentile(0.99) };
  }
}

const lagAt = (at: number): number => Math.round(valueAt(at));

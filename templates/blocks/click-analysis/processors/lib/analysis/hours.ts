import { count, countAll, type TypeCounts } from './counts.ts';

const hour = 3_600_000;
/** Hours before the one in which a session starts. */
const lookedBack = 24;

const hourOf = (time: number): number => Math.floor(time / hour);

/** What a user did, by UTC hour. */
export class Hours {
  readonly #hours: Map<number, TypeCounts>;

  constructor(hours: readonly [hour: number, types: TypeCounts][]) {
    this.#hours = new Map(structuredClone([...hours]));
  }

  add(time: number, type: string): void {
    const at = hourOf(time);
    const types = this.#hours.get(at) ?? {};
    this.#hours.set(at, types);
    count(types, type);
  }

  /** The 24 hours before the one in which `start` is. */
  before(start: number): TypeCounts {
    const last = hourOf(start);
    const sum: TypeCounts = {};
    for (const [at, types] of this.#hours) if (last - lookedBack <= at && at < last) countAll(sum, types);
    return sum;
  }

  /** Forgets what no session that starts at `earliest` or later looks back to. */
  forget(earliest: number): void {
    const first = hourOf(earliest) - lookedBack;
    for (const at of this.#hours.keys()) if (at < first) this.#hours.delete(at);
  }

  toState(): [hour: number, types: TypeCounts][] {
    return [...this.#hours];
  }
}

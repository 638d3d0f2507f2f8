import type { Clock } from '../../../contracts/clock.ts';
import type { ChangeRecord } from '../types.ts';

/** What Lambda has not read yet of a shard that it reads late. The records stay in order. */
export class SlowShard {
  readonly #clock: Clock;
  readonly #pass: (record: ChangeRecord) => void;
  #held: ChangeRecord[] = [];

  constructor(clock: Clock, pass: (record: ChangeRecord) => void) {
    this.#clock = clock;
    this.#pass = pass;
  }

  get holds(): number {
    return this.#held.length;
  }

  /** A record comes: at once, or so many milliseconds late. Those that come meanwhile wait behind it. */
  take(record: ChangeRecord, late: number): void {
    const isHolding = this.#held.length > 0;
    if (!isHolding && late === 0) return this.#pass(record);
    this.#held.push(record);
    if (!isHolding) this.#clock.timer(late, () => this.#release());
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const record of held) this.#pass(record);
  }
}

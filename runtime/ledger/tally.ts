import type { SinkAccount } from '../contracts/ledger.ts';

/** What is known of one event in one sink. */
export interface Known {
  readonly deliveries: number;
  readonly superseded: boolean;
  readonly parked: boolean;
  readonly dropped: boolean;
  /** The run made it wrong on purpose. */
  readonly planted: boolean;
}

/** The order of the kinds is the invariant's: the first that holds. */
function fateOf({ deliveries, superseded, parked, dropped }: Known) {
  if (deliveries > 0) return 'delivered';
  if (superseded) return 'superseded';
  if (parked) return 'parked';
  return dropped ? 'dropped' : 'lost';
}

/** Counts what became of events in one sink, and keeps the names of the lost only. */
export class Tally {
  readonly #counts = {
    delivered: 0,
    superseded: 0,
    parked: 0,
    planted: 0,
    dropped: 0,
    lost: 0,
    duplicates: 0,
    deliveredAndParked: 0,
  };
  /** With how often each was lost: changes that share a time have one name. */
  readonly #lost = new Map<string, number>();

  count(known: Known, name: () => string): void {
    const fate = fateOf(known);
    this.#counts[fate]++;
    if (fate === 'parked' && known.planted) this.#counts.planted++;
    if (fate === 'lost') this.#lost.set(name(), (this.#lost.get(name()) ?? 0) + 1);
    this.#counts.duplicates += Math.max(0, known.deliveries - 1);
    if (known.deliveries > 0 && known.parked) this.#counts.deliveredAndParked++;
  }

  summary(sink: string): SinkAccount {
    const lostIds = [...this.#lost].flatMap(([name, times]) =>
      Array.from({ length: times }, (_, nth) => (nth === 0 ? name : `${name} (${nth + 1})`)),
    );
    return { sink, ...this.#counts, lostIds };
  }
}

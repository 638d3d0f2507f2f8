/** What became of records that were not done, why, and how many they are. */
export interface Reason {
  outcome: string;
  reason: string;
  /** How many records it is about. */
  records: number;
}

const mostLines = 5;

/** Counts reasons, so that a log has a line for each reason instead of one for each record. */
export class Reasons {
  readonly #all = new Map<string, Reason>();

  add(outcome: string, reason: string, records: number): void {
    const key = JSON.stringify([outcome, reason]);
    const known = this.#all.get(key);
    if (known) known.records += records;
    else this.#all.set(key, { outcome, reason, records });
  }

  /** The reasons of most records first, and one line for all that are left. */
  most(): Reason[] {
    const sorted = [...this.#all.values()].toSorted((one, other) => other.records - one.records);
    const rest = sorted.slice(mostLines);
    if (rest.length === 0) return sorted;
    const records = rest.reduce((sum, each) => sum + each.records, 0);
    return [...sorted.slice(0, mostLines), { outcome: 'several', reason: `${rest.length} other reasons`, records }];
  }
}

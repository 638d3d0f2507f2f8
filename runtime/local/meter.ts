/** Latencies of the newest so many events make the percentiles. */
const window = 1000;

export interface Lag {
  readonly p50: number;
  readonly p99: number;
}

/** What has passed through one component so far. */
export interface Passed {
  readonly in: number;
  readonly out: number;
  readonly parked: number;
  readonly dropped: number;
  /** Milliseconds on the clock of the run; null before the first event. */
  readonly lag: Lag | null;
}

/** Counts what flows between the components of a stack, parks and is dropped, and how late it is. */
export class Meter {
  readonly #flows = new Map<string, { from: string; to: string; count: number }>();
  readonly #parked = new Map<string, number>();
  readonly #dropped = new Map<string, number>();
  readonly #lags = new Map<string, { samples: number[]; next: number }>();

  flow(from: string, to: string, count: number): void {
    const key = `${from} ${to}`;
    const flow = this.#flows.get(key);
    if (flow) flow.count += count;
    else this.#flows.set(key, { from, to, count });
  }

  parked(by: string, count: number): void {
    add(this.#parked, by, count);
  }

  dropped(by: string, count: number): void {
    add(this.#dropped, by, count);
  }

  lag(of: string, milliseconds: number): void {
    const lags = this.#lags.get(of) ?? { samples: [], next: 0 };
    this.#lags.set(of, lags);
    lags.samples[lags.next] = milliseconds;
    lags.next = (lags.next + 1) % window;
  }

  flowing(from: string, to: string): number {
    return this.#flows.get(`${from} ${to}`)?.count ?? 0;
  }

  passed(component: string): Passed {
    const flows = [...this.#flows.values()];
    const sum = (matching: typeof flows) => matching.reduce((total, { count }) => total + count, 0);
    return {
      in: sum(flows.filter(({ to }) => to === component)),
      out: sum(flows.filter(({ from }) => from === component)),
      parked: this.#parked.get(component) ?? 0,
      dropped: this.#dropped.get(component) ?? 0,
      lag: this.#lagOf(component),
    };
  }

  #lagOf(component: string): Lag | null {
    const samples = this.#lags.get(component)?.samples.toSorted((a, b) => a - b);
    if (!samples) return null;
    const percentile = (part: number) =>
      Math.round(samples[Math.min(samples.length - 1, Math.floor(samples.length * part))]!);
    return { p50: percentile(0.5), p99: percentile(0.99) };
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

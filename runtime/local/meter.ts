import type { Clock } from '../contracts/clock.ts';
import type { Passed } from '../contracts/local-stack.ts';
import type { Meter } from '../contracts/service.ts';
import { LagWindow } from './lag-window.ts';

/** Counts what flows between the components of a stack, parks and is dropped, and how late it is. */
export class FlowMeter implements Meter {
  readonly #flows = new Map<string, { from: string; to: string; count: number }>();
  readonly #delivered = new Map<string, number>();
  readonly #parked = new Map<string, number>();
  readonly #dropped = new Map<string, number>();
  readonly #lags = new Map<string, LagWindow>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  flow(from: string, to: string, count: number): void {
    const key = `${from} ${to}`;
    const flow = this.#flows.get(key);
    if (flow) flow.count += count;
    else this.#flows.set(key, { from, to, count });
  }

  delivered(by: string, count: number): void {
    add(this.#delivered, by, count);
  }

  parked(by: string, count: number): void {
    add(this.#parked, by, count);
  }

  dropped(by: string, count: number): void {
    add(this.#dropped, by, count);
  }

  lag(of: string, milliseconds: number): void {
    let window = this.#lags.get(of);
    if (!window) this.#lags.set(of, (window = new LagWindow()));
    window.add(milliseconds, this.#clock.now());
  }

  flowing(from: string, to: string): number {
    return this.#flows.get(`${from} ${to}`)?.count ?? 0;
  }

  passed(component: string): Omit<Passed, 'waiting'> {
    const flows = [...this.#flows.values()];
    const sum = (matching: typeof flows) => matching.reduce((total, { count }) => total + count, 0);
    return {
      in: sum(flows.filter(({ to }) => to === component)),
      out: sum(flows.filter(({ from }) => from === component)),
      delivered: this.#delivered.get(component) ?? 0,
      parked: this.#parked.get(component) ?? 0,
      dropped: this.#dropped.get(component) ?? 0,
      lag: this.#lags.get(component)?.lag(this.#clock.now()) ?? null,
    };
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

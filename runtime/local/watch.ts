import type { Clock } from '../contracts/clock.ts';
import type { LocalStackOptions } from '../contracts/local-stack.ts';
import { Metrics } from '../kernel/metrics.ts';
import { metricsIn } from './function-log.ts';
import { FlowMeter } from './meter.ts';

const keptErrors = 50;

/** What can be seen of a run from outside: its counts, its metrics, and the errors that functions have logged. */
export class Watch {
  readonly meter: FlowMeter;
  readonly metrics: Metrics;
  readonly #measures: LocalStackOptions['measures'];
  readonly #errors: string[] = [];
  readonly #measured = new Map<string, number>();

  constructor(measures: LocalStackOptions['measures'], clock: Pick<Clock, 'now'>) {
    this.#measures = measures;
    this.meter = new FlowMeter(clock);
    this.metrics = new Metrics(clock);
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  /** A line of the log of a component's function. */
  read(component: string, line: string): void {
    for (const { namespace, name, dimensions, values } of metricsIn(line)) {
      this.#measured.set(`${component} ${name}`, this.measured(component, name) + sum(values));
      if (this.#measures.dropped.includes(name)) this.meter.dropped(component, sum(values));
      if (this.#measures.lag.includes(name)) for (const value of values) this.meter.lag(component, value);
      for (const set of dimensions) for (const value of values) this.metrics.put(namespace, name, set, value);
    }
    if (/"level":"(ERROR|CRITICAL)"|^(\S*Error\b|node:)/.test(line)) this.error(component, line);
  }

  /** The sum of what a component's function has reported under a metric. */
  measured(component: string, metric: string): number {
    return this.#measured.get(`${component} ${metric}`) ?? 0;
  }

  error(component: string, text: string): void {
    this.#errors.push(`${component}: ${text}`);
    if (this.#errors.length > keptErrors) this.#errors.shift();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

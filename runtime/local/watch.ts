import type { LocalStackOptions } from '../local-api.ts';
import { metricsIn } from './function-log.ts';
import { Meter } from './meter.ts';

const keptErrors = 50;

/** What can be seen of a run from outside: its counts, and the errors that functions have logged. */
export class Watch {
  readonly meter = new Meter();
  readonly #measures: LocalStackOptions['measures'];
  readonly #errors: string[] = [];

  constructor(measures: LocalStackOptions['measures']) {
    this.#measures = measures;
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  /** A line of the log of a component's function. */
  read(component: string, line: string): void {
    for (const { name, values } of metricsIn(line)) {
      if (this.#measures.dropped.includes(name)) this.meter.dropped(component, sum(values));
      if (this.#measures.lag.includes(name)) for (const value of values) this.meter.lag(component, value);
    }
    if (/"level":"(ERROR|CRITICAL)"|^(\S*Error\b|node:)/.test(line)) this.error(component, line);
  }

  error(component: string, text: string): void {
    this.#errors.push(`${component}: ${text}`);
    if (this.#errors.length > keptErrors) this.#errors.shift();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

import type { Clock } from '../contracts/clock.ts';
import type { MetricSeries, MetricSink, MetricSource, RecordedMinute, RecordedSeries } from '../contracts/metrics.ts';
import { stepOf } from './steps.ts';

/** CloudWatch user guide, cloudwatch_concepts: metrics of services are kept by the minute. Alarms look back at most this far here. */
const minute = 60_000;
const keptMinutes = 180;

interface Minute extends RecordedMinute {
  count: number;
  sum: number;
  min: number;
  max: number;
  readonly steps: Map<number, number>;
}

interface Series extends RecordedSeries {
  readonly minutes: Minute[];
}

/** The metrics of a run, on its clock: as much memory for a million values as for one. */
export class Metrics implements MetricSink, MetricSource {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #series = new Map<string, Series>();
  /** The same by name, for dimensions that are given as the same object again and again. */
  readonly #known = new WeakMap<object, Map<string, Series>>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    let known = this.#known.get(dimensions);
    if (!known) this.#known.set(dimensions, (known = new Map()));
    const named = `${namespace}/${name}`;
    let series = known.get(named);
    if (!series) known.set(named, (series = this.#seriesOf(namespace, name, dimensions)));
    const { minutes } = series;
    const at = Math.floor(this.#clock.now() / minute) * minute;
    const last = minutes.at(-1);
    const step = stepOf(value);
    if (last?.at !== at) {
      minutes.push({ at, count: 1, sum: value, min: value, max: value, steps: new Map([[step, 1]]) });
      if (minutes.length > keptMinutes) minutes.shift();
      return;
    }
    last.count++;
    last.steps.set(step, (last.steps.get(step) ?? 0) + 1);
    last.sum += value;
    last.min = Math.min(last.min, value);
    last.max = Math.max(last.max, value);
  }

  all(): readonly MetricSeries[] {
    return [...this.#series.values()].map((series) => ({
      ...series,
      minutes: series.minutes.map(({ at, count, sum, min, max }) => ({ at, count, sum, min, max })),
    }));
  }

  recorded(namespace: string, name: string): readonly RecordedSeries[] {
    return [...this.#series.values()].filter((series) => series.namespace === namespace && series.name === name);
  }

  /** CloudWatch user guide, cloudwatch_concepts: a metric is its namespace, its name and its dimensions, in any order. */
  #seriesOf(namespace: string, name: string, dimensions: Readonly<Record<string, string>>): Series {
    const key = JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, (series = { namespace, name, dimensions, minutes: [] }));
    return series;
  }
}

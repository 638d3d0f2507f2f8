import type { Clock } from '../contracts/clock.ts';
import type { MetricMinute, MetricSeries, MetricSink } from '../contracts/metrics.ts';

/** CloudWatch user guide, cloudwatch_concepts: metrics of services are kept by the minute. Alarms look back at most this far here. */
const minute = 60_000;
const keptMinutes = 180;

interface Series extends Omit<MetricSeries, 'minutes'> {
  readonly minutes: (MetricMinute & { count: number; sum: number; min: number; max: number })[];
}

/** The metrics of a run, on its clock: as much memory for a million values as for one. */
export class Metrics implements MetricSink {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #series = new Map<string, Series>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    const { minutes } = this.#seriesOf(namespace, name, dimensions);
    const at = Math.floor(this.#clock.now() / minute) * minute;
    const last = minutes.at(-1);
    if (last?.at !== at) {
      minutes.push({ at, count: 1, sum: value, min: value, max: value });
      if (minutes.length > keptMinutes) minutes.shift();
      return;
    }
    last.count++;
    last.sum += value;
    last.min = Math.min(last.min, value);
    last.max = Math.max(last.max, value);
  }

  all(): readonly MetricSeries[] {
    return [...this.#series.values()].map((series) => ({
      ...series,
      minutes: series.minutes.map((each) => ({ ...each })),
    }));
  }

  /** CloudWatch user guide, cloudwatch_concepts: a metric is its namespace, its name and its dimensions, in any order. */
  #seriesOf(namespace: string, name: string, dimensions: Readonly<Record<string, string>>): Series {
    const key = JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, (series = { namespace, name, dimensions, minutes: [] }));
    return series;
  }
}

import type { RecordedMinute } from '../../contracts/metrics.ts';
import { valueAt } from '../../kernel/steps.ts';

/** A statistic of what was reported in some minutes; undefined where nothing was. */
export type Statistic = (minutes: readonly RecordedMinute[]) => number | undefined;

const sumOf = (minutes: readonly RecordedMinute[], part: 'count' | 'sum'): number =>
  minutes.reduce((total, minute) => total + minute[part], 0);

const known: Readonly<Record<string, (minutes: readonly RecordedMinute[]) => number>> = {
  Sum: (minutes) => sumOf(minutes, 'sum'),
  SampleCount: (minutes) => sumOf(minutes, 'count'),
  Average: (minutes) => sumOf(minutes, 'sum') / sumOf(minutes, 'count'),
  Minimum: (minutes) => Math.min(...minutes.map(({ min }) => min)),
  Maximum: (minutes) => Math.max(...minutes.map(({ max }) => max)),
};

/**
 * CloudWatch user guide, Statistics-definitions: SampleCount, Sum, Average, Minimum, Maximum and percentiles (p99, p99.9), which
 * are true to 2 % here. Throws for others.
 */
export function statisticNamed(name: string): Statistic {
  const [, percent] = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name) ?? [];
  const compute = percent === undefined ? known[name] : percentile(Number(percent) / 100);
  if (!compute) throw new Error(`the statistic ${name}`);
  return (minutes) => (minutes.length === 0 ? undefined : compute(minutes));
}

const percentile = (part: number) => (minutes: readonly RecordedMinute[]) => {
  const counts = new Map<number, number>();
  for (const { steps } of minutes) for (const [step, count] of steps) counts.set(step, (counts.get(step) ?? 0) + count);
  let left = Math.max(1, Math.ceil(part * sumOf(minutes, 'count')));
  const found = [...counts].toSorted(([one], [other]) => one - other).find(([, count]) => (left -= count) <= 0);
  return valueAt(found![0]);
};

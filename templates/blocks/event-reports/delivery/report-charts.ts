import type { Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { Report } from '../processors/lib/warehouse/reports.ts';

type Chart = NonNullable<Awaited<ReturnType<Probe['ask']>>['charts']>[number];
export type ReportRow = Readonly<Record<string, unknown>>;

/** The days that a chart shows: the newest ones. */
const days = 14;
/** The parts of a bar that have a colour of their own. */
const mostSeries = 4;

/** A bar for each day, and a part of it for each value of the column after the day. */
export function chartOf({ title, columns }: Report, rows: readonly ReportRow[]): Chart {
  const group = columns[1]!.name;
  const measure = columns.find(({ kind }) => kind === 'amount' || kind === 'count')!.name;
  const labels = [...new Set(rows.map((row) => String(row['day'])))].toSorted().slice(-days);
  const sums = new Map<string, number[]>();
  for (const row of rows) {
    const at = labels.indexOf(String(row['day']));
    if (at < 0) continue;
    const name = String(row[group] ?? '(none)');
    const values = sums.get(name) ?? labels.map(() => 0);
    values[at]! += Number(row[measure]);
    sums.set(name, values);
  }
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const ordered = [...sums].toSorted(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  const shown = ordered.slice(0, ordered.length > mostSeries ? mostSeries - 1 : mostSeries);
  const rest = ordered.slice(shown.length);
  const series = shown.map(([name, values]) => ({ name, values }));
  if (rest.length > 0)
    series.push({
      name: 'other',
      values: labels.map((_, at) => rest.reduce((sum, [, values]) => sum + values[at]!, 0)),
    });
  return { title: `${title} (${measure})`, labels, series };
}

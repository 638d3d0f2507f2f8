import type { SinkAccount } from '../../runtime/contracts/ledger.ts';
import type { MetricSeries } from '../../runtime/contracts/metrics.ts';
import { figure } from '../ledger/equation.ts';
import type { PipelineMetrics } from '../pipeline.ts';

/** The run keeps metrics for so long, on its clock. */
const kept = 3 * 3_600_000;
/** Beyond the length of a run: from an acknowledged write until a sink shows it. */
const slack = 60_000;

/**
 * What metrics say that cannot be, given what the sinks hold. A batch that comes again is counted again, so a counter may be higher than
 * the ledger and never lower.
 *
 * @param length - of the run, milliseconds on its clock.
 */
export function wrongMetrics(
  series: readonly MetricSeries[],
  { delivered: written, superseded, dropped, lag }: PipelineMetrics,
  sinks: readonly SinkAccount[],
  length: number,
): string[] {
  if (length > kept) return [];
  const minutesOf = (names: readonly string[]) =>
    series.filter(({ name }) => names.includes(name)).flatMap(({ minutes }) => minutes);
  const sumOf = (names: readonly string[]) => minutesOf(names).reduce((total, { sum }) => total + sum, 0);
  const inSinks = (fates: readonly ('delivered' | 'superseded' | 'dropped')[]) =>
    // a function may count an event once, however many sinks it writes it to
    Math.max(0, ...sinks.map((sink) => fates.reduce((sum, fate) => sum + sink[fate], 0)));

  const delivered = [written].flat();
  const problems: string[] = [];
  const atLeast = (names: readonly string[], least: number) => {
    const counted = sumOf(names);
    if (counted < least)
      problems.push(`${names.join(' + ')}: ${figure(counted)} counted, and the ledger has ${figure(least)}`);
  };
  // where no function is on the way to a sink, nobody counts
  if (superseded === undefined && delivered.length > 0) atLeast(delivered, inSinks(['delivered']));
  if (superseded !== undefined) atLeast([...delivered, superseded], inSinks(['delivered', 'superseded']));
  if (dropped.length > 0) atLeast(dropped, inSinks(['dropped']));

  const delivering = inSinks(['delivered']) > 0;
  for (const name of lag) {
    const minutes = minutesOf([name]);
    const [least, most] = [Math.min(...minutes.map(({ min }) => min)), Math.max(...minutes.map(({ max }) => max))];
    if (delivering && minutes.length === 0) problems.push(`${name}: nothing was reported`);
    else if (least < 0 || most > length + slack)
      problems.push(
        `${name}: from ${figure(least)} to ${figure(most)} ms, in a run of ${figure(Math.round(length))} ms`,
      );
  }
  return problems;
}

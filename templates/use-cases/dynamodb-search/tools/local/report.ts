import type { Grant, SinkSummary } from '../../.stream-pipeline/runtime/runtime.cjs';
import { ledgerTable } from '../ledger/ledger-table.ts';

/** What a check has found. */
export interface CheckReport {
  seed: number;
  /** How many changes were fed. */
  changes: number;
  /** How many different records of them the stream took. A change without effect, such as deleting a missing item, makes no record. */
  events: number;
  sinks: readonly SinkSummary[];
  /** The same after everything in the failure store was replayed. */
  afterReplay: readonly SinkSummary[];
  /** What became of the newest change of each item: the same for the same seed, however batches fell. */
  newest: Readonly<Record<string, string>>;
  /** Documents and search results that are not as they should be, before or after the replay. */
  wrong: readonly string[];
  /** How often each fault struck. */
  faults: Readonly<Record<string, number>>;
  /** The newest errors that functions have logged, and calls that were refused. Under faults there are some. */
  errors: readonly string[];
  unused: readonly Grant[];
  standIns: readonly string[];
  notModelled: readonly string[];
}

/** What is lost, before the replay or after it. */
const lostOf = ({ sinks, afterReplay }: CheckReport): string[] => [
  ...new Set(
    [...sinks, ...afterReplay].flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${sink}: ${id}`)),
  ),
];

/** What is lost, and what else is wrong. */
export const problemsOf = (report: CheckReport): string[] => [...new Set([...lostOf(report), ...report.wrong])];

/** The outcome of a check in a sentence. */
export function verdictOf(report: CheckReport): string {
  const lost = lostOf(report).length;
  const others = problemsOf(report).length - lost;
  const events = figure(report.events);
  if (lost + others === 0) return `PASSED: ${events} events accepted, 0 lost.`;
  const also = others > 0 ? `, ${figure(others)} other ${others === 1 ? 'problem' : 'problems'} found` : '';
  return `FAILED: ${figure(lost)} of ${events} events lost${also}.`;
}

/** A call that would fail in AWS as well. */
export const refusal = ({ component, action, resource }: Grant): string =>
  `the role of ${component} does not allow ${action} on ${resource}. The call fails with AccessDenied, as in AWS.`;

/** The ledger for people. */
export function printed(report: CheckReport): string {
  const { seed, changes, events, sinks, afterReplay, faults, unused } = report;
  const struck = Object.entries(faults).toSorted();
  return [
    `Ledger of ${events} events under the faults of seed ${seed}`,
    ...ledgerTable(sinks),
    ...afterReplay.map(
      ({ sink, parked, lost }) => `Replay of all parked records to ${sink}: ${parked} parked again, ${lost} lost`,
    ),
    ...(events < changes
      ? [`Changes fed: ${changes}; ${changes - events} of them had no effect and made no event`]
      : []),
    `Faults that struck: ${struck.reduce((sum, [, times]) => sum + times, 0)}`,
    ...struck.map(([point, times]) => `  ${point.padEnd(26)}${String(times).padStart(8)}`),
    ...(unused.length > 0 ? ['Permissions that this run did not use'] : []),
    ...unused.map(({ component, action, resource }) => `  ${component}: ${action} on ${resource}`),
    ...honesty(report),
  ].join('\n');
}

/** What was a stand-in, and what was left out. */
export const honesty = ({ standIns, notModelled }: Pick<CheckReport, 'standIns' | 'notModelled'>): string[] => [
  'Stand-ins',
  ...standIns.map((each) => `  ${each}`),
  'Not modelled (a run fails when it uses one of these)',
  ...(notModelled.length > 0 ? notModelled.map((each) => `  ${each}`) : ['  none']),
];

const figure = (number: number): string => number.toLocaleString('en');

import type { Grant, SinkSummary } from '../../.stream-pipeline/runtime/runtime.cjs';
import { ledgerTable } from '../ledger/ledger-table.ts';

/** What a check has found. */
export interface CheckReport {
  seed: number;
  /** How many changes were fed in. */
  changes: number;
  /** How many different records of them the stream took: what changes nothing, such as removing what is not there, makes none. */
  events: number;
  sinks: readonly SinkSummary[];
  /** The same after everything in the failure store was replayed. */
  afterReplay: readonly SinkSummary[];
  /** What became of the newest change of each item: the same for the same seed, however batches fell. */
  newest: Readonly<Record<string, string>>;
  /** Documents that are not what they should be, before or after the replay, and what searches do not answer as they should. */
  wrong: readonly string[];
  /** How often each fault struck. */
  faults: Readonly<Record<string, number>>;
  /** The newest errors that functions have logged, and calls that were refused. Under faults there are some. */
  errors: readonly string[];
  unused: readonly Grant[];
  standIns: readonly string[];
  notModelled: readonly string[];
}

/** What is lost, and which documents are wrong. */
export const problemsOf = ({ sinks, afterReplay, wrong }: CheckReport): string[] => {
  const lost = [...sinks, ...afterReplay].flatMap(({ sink, lostIds }) =>
    lostIds.map((id) => `lost on the way to ${sink}: ${id}`),
  );
  // before the replay and after it
  return [...new Set([...lost, ...wrong])];
};

/** A call that would fail in AWS as well. */
export const refusal = ({ component, action, resource }: Grant): string =>
  `${component}: its role does not allow ${action} on ${resource}; the call fails with AccessDenied, as in AWS`;

/** The ledger for people. */
export function printed(report: CheckReport): string {
  const { seed, changes, events, sinks, afterReplay, faults, unused } = report;
  const struck = Object.entries(faults).toSorted();
  return [
    `Ledger of ${events} events under the faults of seed ${seed}`,
    ...ledgerTable(sinks),
    ...afterReplay.map(
      ({ sink, parked, lost }) =>
        `Everything parked was replayed to ${sink}: ${parked} are parked again, ${lost} are lost`,
    ),
    ...(events < changes
      ? [`Changes made: ${changes}, of which ${changes - events} changed nothing and are no events`]
      : []),
    `Faults injected: ${struck.reduce((sum, [, times]) => sum + times, 0)}`,
    ...struck.map(([point, times]) => row(point, times, '')),
    ...(unused.length > 0 ? ['Permissions that this run did not need'] : []),
    ...unused.map(({ component, action, resource }) => `  ${component}: ${action} on ${resource}`),
    ...honesty(report),
    ...(problemsOf(report).length === 0 ? [`All ${events} events are accounted for.`] : []),
  ].join('\n');
}

/** What was a stand-in, and what was left out. */
export const honesty = ({ standIns, notModelled }: Pick<CheckReport, 'standIns' | 'notModelled'>): string[] => [
  'Stand-ins',
  ...standIns.map((each) => `  ${each}`),
  'Not modelled: reaching one of these fails the run',
  ...(notModelled.length > 0 ? notModelled.map((each) => `  ${each}`) : ['  nothing']),
];

const row = (name: string, count: number, meaning: string): string =>
  `  ${name.padEnd(26)}${String(count).padStart(8)}   ${meaning}`.trimEnd();

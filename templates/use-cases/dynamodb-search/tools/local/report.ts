import type { Grant, SinkSummary } from '../../.stream-pipeline/runtime/runtime.cjs';

/** What a check has found. */
export interface CheckReport {
  seed: number;
  /** How many different records the stream took. */
  events: number;
  sinks: readonly SinkSummary[];
  /** What became of the newest change of each document: the same for the same seed, however batches fell. */
  newest: Readonly<Record<string, string>>;
  /** Documents that are not what they should be, before or after the replay. */
  wrong: readonly string[];
  /** Records that lie in the failure store again after everything in it was replayed: what no replay helps. */
  parkedAgain: number;
  /** How often each fault struck. */
  faults: Readonly<Record<string, number>>;
  unused: readonly Grant[];
  standIns: readonly string[];
  notModelled: readonly string[];
}

/** What is lost, and which documents are wrong. */
export const problemsOf = ({ sinks, wrong }: CheckReport): string[] => [
  ...sinks.flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${sink}: ${id}`)),
  ...wrong,
];

/** A call that would fail in AWS as well. */
export const refusal = ({ component, action, resource }: Grant): string =>
  `${component}: its role does not allow ${action} on ${resource}; the call fails with AccessDenied, as in AWS`;

/** The ledger for people. */
export function printed(report: CheckReport): string {
  const { seed, events, sinks, parkedAgain, faults, unused } = report;
  const struck = Object.entries(faults).toSorted();
  return [
    `Ledger of ${events} events under the faults of seed ${seed}`,
    ...sinks.flatMap(({ sink, delivered, superseded, parked, dropped, lost, duplicates, deliveredAndParked }) => [
      `  ${sink}`,
      row('delivered', delivered, 'the sink has this version'),
      row('superseded', superseded, 'the sink has a newer version of the same key'),
      row('parked', parked, `in the failure store, whole, with a reason; ${parkedAgain} again after a replay`),
      row('dropped', dropped, 'left out by a rule that is written down'),
      row('lost', lost, 'none of the above'),
      row('duplicates', duplicates, 'deliveries beyond the first'),
      row('both', deliveredAndParked, 'delivered and parked: a result was lost after the write'),
    ]),
    `Faults injected: ${struck.reduce((sum, [, times]) => sum + times, 0)}`,
    ...struck.map(([point, times]) => row(point, times, '')),
    ...(unused.length > 0 ? ['Permissions that this run did not need'] : []),
    ...unused.map(({ component, action, resource }) => `  ${component}: ${action} on ${resource}`),
    ...honesty(report),
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

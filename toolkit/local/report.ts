import type { Outage } from '../../runtime/contracts/faults.ts';
import type { Fate, SinkAccount } from '../../runtime/contracts/ledger.ts';
import type { Grant } from '../../runtime/contracts/local-stack.ts';
import type { ViewVerdict } from '../../runtime/contracts/verdict.ts';
import { equation, figure } from '../ledger/equation.ts';
import { ledgerTable } from '../ledger/ledger-table.ts';

/** What a check has found. */
export interface CheckReport {
  seed: number;
  /** How many samples were fed. */
  fed: number;
  /** How many different events the sources accepted of them: a sample without effect makes none, such as removing what is not there. */
  events: number;
  /** Before the replay. */
  verdict: ViewVerdict;
  sinks: readonly SinkAccount[];
  /** The same after everything in the failure stores was replayed. */
  afterReplay: readonly SinkAccount[];
  /** The same after every schedule has run once: with the events that those have made. */
  afterSchedules: readonly SinkAccount[];
  /** By sink, what became of the newest event of each key: the same for the same seed, however batches fell. */
  newest: Readonly<Record<string, Readonly<Record<string, Fate['fate']>>>>;
  /** What a sink holds and should not, or holds differently, before or after the replay. */
  differences: readonly string[];
  /** What is still parked after the replay, though nothing is wrong with it. */
  validButParked: readonly string[];
  /** What is wrong with the answers of searches, queries and the like. */
  probes: string[];
  /** What the metrics of the functions say that the ledger does not: alarms and dashboards would be wrong. */
  metrics: readonly string[];
  /** Schedules that failed, and why. */
  schedules: string[];
  /** Why the check has ended early: no progress for too long. */
  waited?: string;
  /** How often each fault struck. */
  faults: Readonly<Record<string, number>>;
  outages: readonly Outage[];
  /** The alarms that fired, and how often. Under faults and with samples that are wrong, some do. */
  alarms: readonly { id: string; times: number; page: string | undefined }[];
  /** The newest errors that functions have logged, and calls that were refused. Under faults there are some. */
  errors: readonly string[];
  unused: readonly Grant[];
  standIns: readonly string[];
  notModelled: readonly string[];
}

/** What is wrong, by its kind. */
interface Problems {
  title: string;
  /** For the verdict: "54 documents differ". */
  summary: string;
  all: readonly string[];
}

/** What is lost, before the replay, after it, or of what schedules made; of a check that has ended early, also what is in flight. */
const lostOf = ({ sinks, afterReplay, afterSchedules }: CheckReport): string[] => [
  ...new Set(
    [...sinks, ...afterReplay, ...afterSchedules].flatMap(({ sink, lostIds }) =>
      lostIds.map((id) => `${id}, on the way to ${sink}`),
    ),
  ),
];

function problemsOf(report: CheckReport, entries: string): Problems[] {
  const { differences, validButParked, probes, metrics, schedules, waited } = report;
  const groups: Problems[] = [
    { title: waited === undefined ? 'Lost' : 'Lost or in flight', summary: lostSummary(report), all: lostOf(report) },
    {
      title: `Wrong ${entries}`,
      summary: `${figure(differences.length)} ${entries} differ`,
      all: differences,
    },
    {
      title: 'Valid, but still parked after the replay',
      summary: `${figure(validButParked.length)} valid, but parked`,
      all: validButParked,
    },
    { title: 'Wrong answers', summary: `${figure(probes.length)} answers are wrong`, all: probes },
    { title: 'Failed schedules', summary: `${figure(schedules.length)} schedules failed`, all: schedules },
    {
      title: 'Metrics that contradict the ledger',
      summary: `${figure(metrics.length)} metrics are wrong`,
      all: metrics,
    },
  ];
  return groups.filter(({ all }) => all.length > 0);
}

function lostSummary(report: CheckReport): string {
  const { events, sinks, afterReplay, afterSchedules, verdict, waited } = report;
  const most = (accounts: readonly SinkAccount[]) => accounts.reduce((sum, { lost }) => sum + lost, 0);
  const named = lostOf(report).length;
  const lost =
    waited === undefined ? Math.max(named, most(sinks), most(afterReplay), most(afterSchedules)) : verdict.lost;
  return `${figure(lost)} of ${figure(events)} lost`;
}

/** Whether nothing is wrong. */
export const hasPassed = (report: CheckReport): boolean =>
  report.waited === undefined && problemsOf(report, '').length === 0;

/** The outcome of a check in a sentence. */
export function verdictLine(report: CheckReport, entries: string): string {
  const { events, verdict, waited } = report;
  if (hasPassed(report)) return `PASSED: ${figure(events)} accepted, 0 lost`;
  const others = problemsOf(report, entries)
    .filter(({ title }) => !title.startsWith('Lost'))
    .map(({ summary }) => summary);
  const open = waited === undefined ? [] : [`${figure(verdict.inFlight)} in flight`];
  const line = `FAILED: ${[lostSummary(report), ...open, ...others].join('; ')}`;
  return waited === undefined ? line : `${line}. ${waited}`;
}

/** So many problems of a kind are printed; --json has them all. */
const shown = 10;
const shownErrors = 5;

/** What is wrong, for people: a group for each kind. None when all is well. */
export function complaints(report: CheckReport, entries: string): string[] {
  if (hasPassed(report)) return [];
  const errors = report.errors.slice(-shownErrors);
  return [
    ...problemsOf(report, entries).flatMap(({ title, all }) => [
      `${title} (${figure(all.length)})`,
      ...all.slice(0, shown).map((each) => `  ${each}`),
      ...(all.length > shown ? [`  and ${figure(all.length - shown)} more: --json lists all of them`] : []),
    ]),
    ...(errors.length > 0 ? ['Logged by functions', ...errors.map((each) => `  ${each}`)] : []),
  ];
}

/** A call that would fail in AWS as well. */
export const refusal = ({ component, action, resource }: Grant): string =>
  `the role of ${component} does not allow ${action} on ${resource}. The call fails with AccessDenied, as in AWS.`;

const eventsIn = (sinks: readonly SinkAccount[]): number =>
  sinks.reduce(
    (sum, { delivered, superseded, parked, dropped, lost }) => sum + delivered + superseded + parked + dropped + lost,
    0,
  );

/** The ledger for people. */
export function printed(report: CheckReport, verbose: boolean): string {
  const { seed, fed, events, verdict, sinks, afterReplay, faults, outages, alarms, unused, notModelled } = report;
  const more = eventsIn(report.afterSchedules) - eventsIn(afterReplay);
  const struck = Object.entries(faults).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    equation(verdict),
    `Ledger of ${figure(events)} events under the faults of seed ${seed}`,
    ...ledgerTable(sinks),
    ...afterReplay.map(
      ({ sink, parked, planted, lost }) =>
        `After a replay of everything parked on the way to ${sink}: ${figure(parked)} parked again, ${figure(planted)} of them planted; ${figure(lost)} lost`,
    ),
    ...(more > 0 ? [`Schedules ran once each, and made ${figure(more)} more events`] : []),
    ...(events < fed
      ? [`Samples fed: ${figure(fed)}; ${figure(fed - events)} of them had no effect and made no event`]
      : []),
    `Faults that struck: ${figure(struck.reduce((sum, [, times]) => sum + times, 0))}, in ${outages.length} outages and on their own`,
    ...struck.map(([point, times]) => `  ${point.padEnd(26)}${String(times).padStart(8)}`),
    ...(alarms.length > 0 ? ['Alarms that fired because of faults and wrong samples'] : ['No alarm fired']),
    ...alarms.map(({ id, times, page }) => `  ${id}${times > 1 ? ` ${times} times` : ''}${page ? `: ${page}` : ''}`),
    ...(verbose
      ? [
          'Permissions that this run did not use',
          ...(unused.length > 0 ? unused.map(grantLine) : ['  none']),
          ...standInLines(report),
        ]
      : []),
    ...(verbose || notModelled.length > 0 ? notModelledLines(report) : []),
    ...(verbose ? [] : ['For stand-ins and permissions that were not used: --verbose']),
  ].join('\n');
}

const grantLine = ({ component, action, resource }: Grant): string => `  ${component}: ${action} on ${resource}`;

/** What was a stand-in, and what was left out. */
export const honesty = (run: Pick<CheckReport, 'standIns' | 'notModelled'>): string[] => [
  ...standInLines(run),
  ...notModelledLines(run),
];

const standInLines = ({ standIns }: Pick<CheckReport, 'standIns'>): string[] => [
  'Stand-ins',
  ...standIns.map((each) => `  ${each}`),
];

const notModelledLines = ({ notModelled }: Pick<CheckReport, 'notModelled'>): string[] => [
  'Not modelled (a run fails when it uses one of these)',
  ...(notModelled.length > 0 ? notModelled.map((each) => `  ${each}`) : ['  none']),
];

import { defaultFaults } from '../../runtime/door.ts';
import type { Outage } from '../../runtime/contracts/faults.ts';
import type { Grant } from '../../runtime/contracts/local-stack.ts';
import type { PipelineDescription } from '../pipeline.ts';
import type { Project } from '../project.ts';
import { seededRandom } from '../seeded-random.ts';
import type { LocalArguments } from './arguments.ts';
import { inTime, NoProgress, type Work } from './deadline.ts';
import { feed } from './feed.ts';
import { CheckProgress } from './progress.ts';
import { refusal, type CheckReport } from './report.ts';
import { wrongMetrics } from './wrong-metrics.ts';
import { LocalRun } from './run.ts';

/** On the clock of the run: longer than the timeout of a function, so that it has to leave work to the next invocation. */
const outageLength = 70_000;

export interface CheckOptions<Event, Sample> {
  project: Project;
  description: PipelineDescription<Event, Sample>;
  wanted: LocalArguments & { events: number };
  assembly: string;
  signal: AbortSignal;
  /** Gets a line about what the check is doing, several times a second. */
  tell(line: string): void;
}

/** Feeds the pipeline under the faults of a seed, waits until everything has come to an end, replays what is parked, and keeps account. */
export async function check<Event, Sample>(options: CheckOptions<Event, Sample>): Promise<CheckReport> {
  const { project, description, wanted, assembly, signal, tell } = options;
  const { seed, speed, events, resume } = wanted;
  const outages: Outage[] = [];
  // what a missing permission makes fail is retried for hours
  const ended = new AbortController();
  const refused = (grant: Grant) => ended.abort(new Error(`FAILED: ${refusal(grant)}`));
  signal.addEventListener('abort', () => ended.abort(signal.reason));
  tell('Starting the functions');
  const run = await LocalRun.start(project, description, {
    assembly,
    seed,
    speed,
    rules: defaultFaults,
    outages: () => outages,
    resume,
    settings: { check: true, events },
    refused,
  });
  const progress = new CheckProgress(run, events, outages, tell);
  try {
    return await checked(run, { wanted, outages, progress, signal: ended.signal });
  } finally {
    progress.end();
    await run.stop();
  }
}

interface Check {
  wanted: LocalArguments & { events: number };
  outages: Outage[];
  progress: CheckProgress;
  signal: AbortSignal;
}

async function checked<Event, Sample>(run: LocalRun<Event, Sample>, check: Check): Promise<CheckReport> {
  const { wanted, outages, progress, signal } = check;
  const { stack, account, description } = run;
  const { seed, speed, events, rate } = wanted;
  const begun = stack.clock.now();
  const step = <T>(name: string, begin: () => Promise<T>, counted: Partial<Work> = {}): Promise<T> => {
    signal.throwIfAborted();
    progress.doing(name);
    return inTime(begin(), { waitsFor: () => `"${name}" to end`, ...counted }, stack, signal);
  };
  const settle = async () => {
    const left = () => stack.waiting() + (run.pipeline.scheduled?.() ?? 0);
    await step('Waiting', () => stack.settled(), { left: () => stack.waiting(), waitsFor: () => waitsFor(run) });
    const { finish } = run.pipeline;
    if (finish) await step('Finishing', () => finish(() => stack.settled()), { left, waitsFor: () => waitsFor(run) });
  };

  const report: CheckReport = {
    seed,
    fed: events,
    events: 0,
    verdict: run.verdict(),
    sinks: [],
    afterReplay: [],
    newest: {},
    differences: [],
    validButParked: [],
    afterSchedules: [],
    probes: [],
    metrics: [],
    schedules: [],
    faults: {},
    outages,
    alarms: [],
    errors: [],
    unused: [],
    standIns: stack.standIns,
    notModelled: stack.notModelled,
  };
  const look = () => {
    report.differences = [...new Set([...report.differences, ...account.differences()])];
    return account.summary();
  };
  try {
    // once the functions have started: an outage before that would strike nothing
    const feedingTime = ((events - stack.fedBefore) / rate) * 1000 * speed;
    outages.push(...outagesOf(description.outages, seed, stack.clock.now(), feedingTime));
    const left = () => events - run.fed;
    await step('Feeding', () => feed(run, { seed, purpose: 'check', events, rate, signal }), { left });
    await settle();
    report.events = account.size;
    report.verdict = run.verdict();
    report.sinks = look();
    // what an earlier process of a resumed run reported went with it
    if (!wanted.resume)
      report.metrics = wrongMetrics(stack.metrics(), description.metrics, report.sinks, stack.clock.now() - begun);
    report.newest = account.newestFates();

    await step('Replaying what is parked', () => run.replay());
    await settle();
    report.afterReplay = look();
    for (const { component } of stack.schedules)
      await step(`Running the schedule of ${component}`, () => stack.runSchedule(component)).catch((error: Error) => {
        if (error instanceof NoProgress || signal.aborted) throw error;
        report.schedules.push(`${component}: ${error.message}`);
      });
    // what they have written is accounted for like everything else
    await settle();
    report.afterSchedules = look();
    report.validButParked = account.validButParked();
    for (const probe of run.pipeline.probes)
      report.probes.push(...(await step(`Trying the ${probe.id}`, () => probe.problems(stack))));
  } catch (error) {
    if (!(error instanceof NoProgress)) throw error;
    report.waited = error.message;
    report.events = account.size;
    report.verdict = run.verdict();
    report.sinks = account.summary();
  }
  report.faults = countsOf(stack.faults.injected().map(({ point }) => point));
  report.errors = stack.errors();
  report.unused = stack.unused();
  report.alarms = stack
    .alarms()
    .filter(({ fired }) => fired.length > 0)
    .map(({ id, fired, page }) => ({ id, times: fired.length, page }));
  return report;
}

function waitsFor<Event, Sample>({ stack }: LocalRun<Event, Sample>): string {
  const reasons = stack.waitingFor();
  return reasons.length > 0 ? reasons.join('; ') : 'records that are on their way';
}

/** While the check feeds: what the pipeline needs does not work at all, one after the other or at once. */
function outagesOf(points: readonly Outage['point'][], seed: number, begin: number, feedingTime: number): Outage[] {
  const random = seededRandom(seed);
  return points.map((point) => {
    const from = begin + random() * feedingTime;
    return { point, from, to: from + outageLength };
  });
}

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

import { setTimeout } from 'node:timers/promises';
import type { FaultPoint, Outage } from '../../runtime/contracts/faults.ts';
import { noFaults } from '../../runtime/door.ts';
import type { PipelineDescription } from '../pipeline.ts';
import type { Project } from '../project.ts';
import type { LocalArguments } from './arguments.ts';
import type { Failure } from './failures.ts';
import { feed } from './feed.ts';
import { LocalRun } from './run.ts';
import { keepSchedules } from './schedules.ts';
import { untilDone } from './until-done.ts';

const minute = 60_000;
/** On the clock of the run: so long after a failure has begun, its alarms have fired. */
export const patience = 15 * minute;
/** Real milliseconds between two looks. */
const pause = 100;
/** On the clock of the run: between two questions to the pipeline. */
const questionPause = 20_000;

/** What came of a failure. */
export interface Rehearsed {
  failure: string;
  /** Alarms that had to follow, with the minutes until they did; null where they did not. */
  expected: Readonly<Record<string, number | null>>;
  /** The page of the runbook that each of them names, as the template has it. */
  pages: Readonly<Record<string, string>>;
  /** Other alarms that followed. */
  others: readonly string[];
}

export interface RehearsalOptions<Event, Sample> {
  project: Project;
  description: PipelineDescription<Event, Sample>;
  wanted: Pick<LocalArguments, 'seed' | 'speed' | 'rate'>;
  assembly: string;
  signal: AbortSignal;
  /** How many failures are produced at once, each in a run of its own. */
  atOnce: number;
  tell(line: string): void;
}

/**
 * Code takes real time, which counts as often as the clock is fast: on a busy machine, functions time out and alarms are late. What
 * does not end as it should is tried again alone, and then on slower clocks. It is slower from the beginning where nothing fails, and
 * where somebody acts: what that brings comes at once.
 */
const slower = { again: [1, 2, 4], nothing: 3, acts: 2 };

/** When nothing fails, no alarm may follow. */
const nothing: Failure = { failure: 'Nothing fails', alarms: {} };

/** Produces each failure in a run of its own, and waits for the alarms that have to follow. */
export async function rehearse<Event, Sample>(
  failures: readonly Failure[],
  options: RehearsalOptions<Event, Sample>,
): Promise<Rehearsed[]> {
  const all = [nothing, ...failures].map((failure, at) => ({ failure, at }));
  const left = all.toSorted((a, b) => lengthOf(b.failure) - lengthOf(a.failure));
  const results: Rehearsed[] = [];
  const again: typeof left = [];
  const total = left.length;
  let done = 0;
  const decide = (at: number, result: Rehearsed): void => {
    results[at] = result;
    options.tell(`${++done} of ${total}: ${result.failure}`);
  };
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      options.signal.throwIfAborted();
      const { failure, at } = next;
      // on a busy machine, a run may not even start
      const result = await rehearsed(failure, journalOf(at), slowed(options, slownessOf(failure))).catch(
        () => undefined,
      );
      if (result && (isAsWanted(result, failure) || options.signal.aborted)) decide(at, result);
      else again.push(next);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  for (const { failure, at } of again) decide(at, await alone(failure, journalOf(at), options));
  return results;
}

/** The first result that is as it should be, or that of the slowest clock. */
async function alone<Event, Sample>(
  failure: Failure,
  journal: string,
  options: RehearsalOptions<Event, Sample>,
  [times, ...further] = slower.again,
): Promise<Rehearsed> {
  options.signal.throwIfAborted();
  const run = rehearsed(failure, journal, slowed(options, slownessOf(failure) * times!));
  if (further.length === 0) return await run;
  const result = await run.catch(() => undefined);
  return result && isAsWanted(result, failure) ? result : await alone(failure, journal, options, further);
}

const journalOf = (at: number): string => `alarms-${at}`;

const slownessOf = (failure: Failure): number =>
  failure === nothing ? slower.nothing : failure.acts ? slower.acts : 1;

/** Minutes that a run takes at least. The longest one begins first: begun last, it would run alone at the end. */
const lengthOf = (failure: Failure): number =>
  slownessOf(failure) * (failure === nothing ? patience / minute : (failure.begins ?? 0));

function slowed<Event, Sample>(
  options: RehearsalOptions<Event, Sample>,
  times: number,
): RehearsalOptions<Event, Sample> {
  const { speed, rate, ...wanted } = options.wanted;
  return { ...options, wanted: { ...wanted, speed: speed / times, rate: rate / times } };
}

async function rehearsed<Event, Sample>(
  failure: Failure,
  journal: string,
  { project, description, wanted, assembly, signal }: RehearsalOptions<Event, Sample>,
): Promise<Rehearsed> {
  const { seed, speed } = wanted;
  const outages: Outage[] = [];
  const run = await LocalRun.start(project, description, {
    assembly,
    seed,
    speed,
    rules: noFaults,
    outages: () => outages,
    resume: false,
    settings: { failure: failure.failure },
    // it is part of some failures
    refused: () => undefined,
    ...(failure.changed ? { changed: failure.changed } : {}),
    journal,
  });
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort());
  try {
    for (const id of Object.keys(failure.acts ?? {}))
      if (!run.pipeline.probes.some((probe) => probe.id === id && probe.acts))
        throw new Error(`"${failure.failure}": the pipeline has no probe "${id}" that acts`);
    const { clock } = run.stack;
    const quiet = (failure.begins ?? 0) * minute;
    const begun = clock.now() + quiet;
    const ofFailure = (failure.faults ?? []).map((point) => ({
      point: point as FaultPoint,
      from: begun,
      to: Infinity,
    }));
    outages.push(...ofFailure);
    const fail = (): void => {
      for (const { component, action } of failure.revoked ?? []) run.stack.revoke(component, action);
      void changing(run, failure, ended.signal);
      void straying(run, failure, ended.signal);
    };
    if (quiet === 0) fail();
    else clock.timer(quiet, fail);
    keepSchedules(run.stack);
    void feeding(run, failure, wanted, ended.signal);
    void asking(run, ended.signal);
    const expected = Object.keys(failure.alarms);
    const hasFired = (id: string) => firstOf(run, id, begun) !== undefined;
    // where nothing fails, the first alarm is one too many
    const isDone = () =>
      expected.length > 0 ? expected.every(hasFired) : run.stack.alarms().some(({ fired }) => fired.length > 0);
    while (!signal.aborted && !isDone() && clock.now() < begun + patience) await setTimeout(pause);
    return resultOf(run, failure, begun);
  } finally {
    // nobody waits for what goes on meanwhile: what waits on the clock of a run that has ended waits for ever
    ended.abort();
    await run.stop();
  }
}

/** When an alarm fired first after the failure had begun. */
const firstOf = <Event, Sample>({ stack }: LocalRun<Event, Sample>, id: string, begun: number): number | undefined =>
  stack
    .alarms()
    .find((alarm) => alarm.id === id)
    ?.fired.find((at) => at >= begun);

function resultOf<Event, Sample>(run: LocalRun<Event, Sample>, failure: Failure, begun: number): Rehearsed {
  const expected = Object.keys(failure.alarms);
  const minutesTo = (id: string) => {
    const at = firstOf(run, id, begun);
    return at === undefined || at > begun + patience ? null : Math.ceil((at - begun) / minute);
  };
  const alarms = run.stack.alarms();
  return {
    failure: failure.failure,
    expected: Object.fromEntries(expected.map((id) => [id, minutesTo(id)])),
    pages: Object.fromEntries(alarms.filter(({ id }) => expected.includes(id)).map(({ id, page }) => [id, page ?? ''])),
    others: alarms.filter(({ id, fired }) => fired.length > 0 && !expected.includes(id)).map(({ id }) => id),
  };
}

/** A pipeline that fails may refuse samples: the next ones are fed all the same. */
async function feeding<Event, Sample>(
  run: LocalRun<Event, Sample>,
  { samples = 'sound' }: Failure,
  { seed, rate }: Pick<LocalArguments, 'seed' | 'rate'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted)
    try {
      await feed(run, { seed, purpose: samples, events: undefined, rate, signal });
    } catch {
      await setTimeout(pause);
    }
}

async function asking<Event, Sample>({ stack, pipeline }: LocalRun<Event, Sample>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const reading = pipeline.probes.filter(({ acts }) => !acts);
    await Promise.all(reading.map(async (probe) => probe.ask(stack, '').catch(() => undefined)));
    await stack.clock.sleep(questionPause, signal).catch(() => undefined);
  }
}

async function straying<Event, Sample>(
  { stack, pipeline }: LocalRun<Event, Sample>,
  { strays = false }: Failure,
  signal: AbortSignal,
): Promise<void> {
  while (strays && !signal.aborted) {
    pipeline.stray?.();
    await stack.clock.sleep(questionPause, signal).catch(() => undefined);
  }
}

async function changing<Event, Sample>(
  { stack, pipeline }: LocalRun<Event, Sample>,
  { acts = {}, schedules = [], updates = [] }: Failure,
  signal: AbortSignal,
): Promise<void> {
  for (const probe of pipeline.probes)
    if (Object.hasOwn(acts, probe.id)) await untilDone(stack.clock, () => probe.ask(stack, acts[probe.id]!), signal);
  for (const component of updates) await stack.update(component).catch(() => undefined);
  for (const component of schedules) await stack.runSchedule(component).catch(() => undefined);
}

/** Whether every alarm followed that had to, none when nothing failed, and each names the page that is written beside it. */
export const isRehearsed = (results: readonly Rehearsed[], failures: readonly Failure[]): boolean =>
  [nothing, ...failures].every((failure) => {
    const result = results.find((each) => each.failure === failure.failure);
    return result !== undefined && isAsWanted(result, failure);
  });

const isAsWanted = ({ expected, pages, others }: Rehearsed, failure: Failure): boolean =>
  Object.values(expected).every((minutes) => minutes !== null) &&
  Object.entries(failure.alarms).every(([id, page]) => pages[id] === `docs/runbook/${page}.md`) &&
  (failure !== nothing || others.length === 0);

/** What came of each failure, for people. */
export function rehearsalLines(results: readonly Rehearsed[]): string[] {
  return results.flatMap(({ failure, expected, pages, others }) => [
    failure,
    ...Object.entries(expected).map(([id, minutes]) =>
      minutes === null
        ? `  ${id} did NOT fire within ${patience / minute} minutes`
        : `  ${id} fired after ${minutes} min: ${pages[id]}`,
    ),
    ...(others.length > 0 ? [`  also: ${others.join(', ')}`] : []),
    ...(Object.keys(expected).length + others.length === 0 ? ['  no alarm fired'] : []),
  ]);
}

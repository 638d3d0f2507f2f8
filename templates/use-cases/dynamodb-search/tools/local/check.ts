import { defaultFaults, type Grant, type Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { LocalArguments } from './arguments.ts';
import { CheckProgress } from './check-progress.ts';
import { feed } from './feed.ts';
import { LocalPipeline } from './pipeline.ts';
import { refusal, type CheckReport } from './report.ts';
import { searchProblems } from './search-problems.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Mostly new items: a later change of an item hides what became of its earlier ones. Some items still change more than once, and
 * some are wrong, so that they are parked.
 */
const samples = { items: Infinity, fresh: 0.75, wrong: 0.07, unreadable: 0.02 };

/**
 * Feeds the pipeline under the faults of a seed, waits until the stream is empty, replays what is parked, and keeps account.
 * `tell` gets a line about what the check is doing, several times a second.
 */
export async function check(
  { seed, speed, events: changes, rate, resume }: LocalArguments & { events: number },
  assembly: string,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<CheckReport> {
  const outages: Outage[] = [];
  // Lambda retries for hours what a missing permission makes fail
  const ended = new AbortController();
  const refused = (grant: Grant) => ended.abort(new Error(`FAILED: ${refusal(grant)}`));
  signal.addEventListener('abort', () => ended.abort(signal.reason));
  tell('Starting the functions');
  const pipeline = await LocalPipeline.start({
    assembly,
    seed,
    speed,
    rules: defaultFaults,
    outages: () => outages,
    resume,
    settings: { check: true, events: changes },
    refused,
  });
  const { stack, account } = pipeline;
  const progress = new CheckProgress({ pipeline, changes, tell });
  const settled = () => {
    progress.waiting();
    return orStopped(stack.settled(), ended.signal);
  };
  try {
    // once the functions have started: an outage before that would strike nothing
    const feedingTime = ((changes - stack.fedBefore) / rate) * 1000 * speed;
    outages.push(...outagesOf(seed, stack.clock.now(), feedingTime));
    await feed(pipeline, { ...samples, seed, events: changes, rate, signal: ended.signal });
    await settled();
    const events = account.size;
    const ledger = account.ledger(pipeline.places);
    const newest = account.newestFates(pipeline.places);
    const differences = account.differences(pipeline.places);

    progress.doing('Replaying what is parked');
    await orStopped(
      pipeline.replay(() => true),
      signal,
    );
    await settled();
    const replayed = account.ledger(pipeline.places);
    progress.doing('Searching through the API');
    for (const schedule of stack.schedules) await stack.runSchedule(schedule);
    return {
      seed,
      changes,
      events,
      sinks: ledger.summary(),
      afterReplay: replayed.summary(),
      newest,
      wrong: [
        ...differences,
        ...account.differences(pipeline.places),
        ...account.validButParked(pipeline.places),
        ...(await orStopped(searchProblems(pipeline), ended.signal)),
      ],
      faults: countsOf(stack.faults.injected().map(({ point }) => point)),
      errors: stack.errors(),
      unused: stack.unused(),
      standIns: stack.standIns,
      notModelled: stack.notModelled,
    };
  } finally {
    progress.end();
    await pipeline.stop();
  }
}

/** While the check feeds: an engine that refuses requests, finds them too large or refuses documents, and a failure store that fails. */
function outagesOf(seed: number, begin: number, feedingTime: number): Outage[] {
  const random = seededRandom(seed);
  return (['index.request-503', 'index.request-413', 'index.item-429', 'objects.put-failed'] as const).map((point) => {
    const from = begin + random() * feedingTime;
    // longer than the timeout of a function, so that it has to leave work to the next invocation
    return { point, from, to: from + 70_000 };
  });
}

/** Rejects when the run is stopped early: events that are still on their way would count as lost. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

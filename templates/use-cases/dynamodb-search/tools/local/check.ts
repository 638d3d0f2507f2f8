import { defaultFaults, type Grant, type Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { LocalArguments } from './arguments.ts';
import { feed } from './feed.ts';
import { LocalPipeline } from './pipeline.ts';
import { refusal, type CheckReport } from './report.ts';
import { searchProblems } from './search-problems.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Mostly new items: a later change would hide what became of the earlier ones. Changes of one meet each other all the same, and
 * enough is wrong to see it parked.
 */
const samples = { items: Infinity, fresh: 0.75, wrong: 0.07, unreadable: 0.02 };

/**
 * Feeds the pipeline under the faults of a seed, waits until everything has come to an end, replays what is parked, and keeps
 * account.
 */
export async function check(
  { seed, speed, events: changes, rate, resume }: LocalArguments & { events: number },
  assembly: string,
  signal: AbortSignal,
): Promise<CheckReport> {
  const outages: Outage[] = [];
  // without the permission nothing would come to an end: retries go on for hours
  const ended = new AbortController();
  const refused = (grant: Grant) => ended.abort(new Error(refusal(grant)));
  signal.addEventListener('abort', () => ended.abort(signal.reason));
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
  const settled = () => orStopped(stack.settled(), ended.signal);
  try {
    // not before: how long functions take to start depends on the machine, and an outage then strikes nothing
    const feedingTime = ((changes - stack.fedBefore) / rate) * 1000 * speed;
    outages.push(...outagesOf(seed, stack.clock.now(), feedingTime));
    await feed(pipeline, { ...samples, seed, events: changes, rate, signal: ended.signal });
    await settled();
    const events = account.size;
    const ledger = account.ledger(pipeline.places);
    const newest = account.newestFates(pipeline.places);
    const differences = account.differences(pipeline.places);

    await orStopped(
      pipeline.replay(() => true),
      signal,
    );
    await settled();
    const replayed = account.ledger(pipeline.places);
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
        ...account.parkedInVain(pipeline.places),
        ...(await orStopped(searchProblems(pipeline), ended.signal)),
      ],
      faults: countsOf(stack.faults.injected().map(({ point }) => point)),
      errors: stack.errors(),
      unused: stack.unused(),
      standIns: stack.standIns,
      notModelled: stack.notModelled,
    };
  } finally {
    await pipeline.stop();
  }
}

/**
 * Somewhere in the time of feeding: an engine that refuses requests, one that finds them too large, one that refuses documents, and
 * a failure store that is away.
 */
function outagesOf(seed: number, begin: number, feedingTime: number): Outage[] {
  const random = seededRandom(seed);
  return (['index.request-503', 'index.request-413', 'index.item-429', 'objects.put-failed'] as const).map((point) => {
    const from = begin + random() * feedingTime;
    // longer than the time of a function, so that it has to leave work to the next one
    return { point, from, to: from + 70_000 };
  });
}

/** Rejects when the run is stopped before its end: what is not done yet would look like lost. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { topicSamples } from '../../delivery/source-events/topic-samples.ts';
import { topicShares } from '../../delivery/events-source.ts';
import { outagesOf } from './outages.ts';
import type { CreateLanding, Subject } from './subject.ts';
import { begin, createWorld, type World } from './world.ts';

/** Records of a run, and milliseconds between bursts of them: the last ones come after every outage. */
const [records, atOnce, pause] = [400, 10, 15_000];

/** What is wrong after a run under the faults of a seed; nothing, when every record is accounted for. */
export async function problemsOf(seed: number, { createLanding }: Subject): Promise<string[]> {
  const world = createWorld({ seed, rules: defaultFaults, outages: outagesOf(seed, begin), createLanding });
  await feed(world, seed);
  const wrong = problemsIn(world);
  if (wrong.length > 0) return wrong;
  await replay(world);
  return [...problemsIn(world), ...world.account.validButParked()];
}

/** Whether a run under the faults of one of the seeds finds something; the seeds after it are not tried. */
export async function noticed(seeds: readonly number[], createLanding: CreateLanding): Promise<boolean> {
  for (const seed of seeds) if ((await problemsOf(seed, { createLanding })).length > 0) return true;
  return false;
}

/** Producers write in bursts; then everything comes to an end. */
export async function feed({ topic, clock, settled }: World, seed: number): Promise<void> {
  const samples = topicSamples(seed, topicShares.check, () => clock.now());
  for (let nth = 1; nth <= records; nth++) {
    topic.append(samples.next().value);
    if (nth % atOnce === 0) await clock.advance(pause);
  }
  await settled();
}

export function problemsIn({ account, lost }: World): string[] {
  const missing = account
    .summary()
    .flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to the ${sink} zone: ${id}`));
  const forgotten = lost() > 0 ? [`Firehose has lost ${lost()} rows`] : [];
  return [...missing, ...forgotten, ...account.differences()];
}

async function replay({ clock, parked, settled }: World): Promise<void> {
  for (const store of parked) for (const { key } of store.objects()) await clock.run(store.giveBack(key));
  await settled();
}

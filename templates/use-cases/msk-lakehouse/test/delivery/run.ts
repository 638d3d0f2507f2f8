import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { accountOfCuration } from '../../delivery/curation-account.ts';
import { topicSamples } from '../../delivery/source-events/topic-samples.ts';
import { topicShares } from '../../delivery/events-source.ts';
import { numberProblems } from './number-problems.ts';
import { outagesOf } from './outages.ts';
import type { Subject } from './subject.ts';
import { begin, createWorld, type World } from './world.ts';

/** Records of a run, and milliseconds between bursts of them: the last ones come after every outage. */
const [records, atOnce, pause] = [640, 10, 15_000];

/** Bursts until somebody curates, in the middle of an hour: what comes later is curated with it again. */
const curatedEvery = 6;

/** What is wrong after a run under the faults of a seed; nothing, when every record is accounted for down to the warehouse, and its numbers are right. */
export async function problemsOf(seed: number, subject: Subject): Promise<string[]> {
  const world = await createWorld({ ...subject, seed, rules: defaultFaults, outages: outagesOf(seed, begin) });
  await feed(world, seed);
  const wrong = await problemsIn(world);
  if (wrong.length > 0) return wrong;
  await replay(world);
  return [...(await problemsIn(world)), ...world.account.validButParked()];
}

/** Whether a run under the faults of one of the seeds finds something; the seeds after it are not tried. */
export async function noticed(seeds: readonly number[], subject: Subject): Promise<boolean> {
  for (const seed of seeds) if ((await problemsOf(seed, subject)).length > 0) return true;
  return false;
}

/** Producers write in bursts, and schedules curate; then everything comes to an end. */
export async function feed({ topic, clock, curate, finished }: World, seed: number): Promise<void> {
  const samples = topicSamples(seed, topicShares.check, () => clock.now());
  for (let nth = 1; nth <= records; nth++) {
    topic.append(samples.next().value);
    if (nth % atOnce === 0) await clock.advance(pause);
    if (nth % (atOnce * curatedEvery) === 0) await curate();
  }
  await finished();
}

const placeOf: Readonly<Record<string, string>> = {
  raw: 'the raw zone',
  curated: 'the curated zone',
  warehouse: 'the warehouse',
};

export async function problemsIn({ account, lost, lake, accepted, numbers }: World): Promise<string[]> {
  const missing = account
    .summary()
    .flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${placeOf[sink]}: ${id}`));
  const forgotten = lost() > 0 ? [`Firehose has lost ${lost()} rows`] : [];
  const wrong = [...missing, ...forgotten, ...account.differences(), ...accountOfCuration(lake)];
  return [...wrong, ...numberProblems(accepted(), await numbers())];
}

async function replay({ clock, parked, finished }: World): Promise<void> {
  for (const store of parked) for (const { key } of store.objects()) await clock.run(store.giveBack(key));
  await finished();
}

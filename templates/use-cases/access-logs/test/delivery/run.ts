import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { sampleLogs } from '../../delivery/sample-logs.ts';
import { outagesOf } from './outages.ts';
import type { OtherOptions } from './sinks/others.ts';
import { ownSubject, type Subject } from './subject.ts';
import { begin, createWorld, type World } from './world.ts';

/** Objects of a run, and milliseconds between them: the last ones come after every outage. */
const [objects, pause] = [120, 12_000];
const shares = { broken: 0.03, truncated: 0.05, foreign: 0.02, old: 0.05, long: 100 };

/** What is wrong after a run under the faults of a seed; nothing, when every line is accounted for. */
export async function problemsOf(
  seed: number,
  subject: Partial<Subject>,
  others: OtherOptions = {},
): Promise<string[]> {
  return await repeatably(seed, async () => {
    const world = await createWorld({
      seed,
      rules: defaultFaults,
      outages: outagesOf(seed, begin),
      ...ownSubject,
      ...subject,
      others: { ...ownSubject.others, ...subject.others, ...others },
    });
    await feed(world, seed, objects, pause);
    const wrong = problemsIn(world);
    if (wrong.length > 0) return wrong;
    await replay(world);
    return [...problemsIn(world), ...world.account.validButParked()];
  });
}

/** Whether a run under the faults of one of the seeds finds something; the seeds after it are not tried. */
export async function noticed(
  seeds: readonly number[],
  problems: (seed: number) => Promise<string[]>,
): Promise<boolean> {
  for (const seed of seeds) if ((await problems(seed)).length > 0) return true;
  return false;
}

/** The jitter of what writes to the search engine comes from Math.random: the seed decides that too, so that a run can be repeated. */
async function repeatably<T>(seed: number, run: () => Promise<T>): Promise<T> {
  const { random } = Math;
  Math.random = seededRandom(seed);
  try {
    return await run();
  } finally {
    Math.random = random;
  }
}

/** Puts objects into the raw bucket one after the other, and waits until everything has come to an end. */
export async function feed(world: World, seed: number, count = objects, between = 5_000): Promise<void> {
  const samples = sampleLogs(seed, shares, () => world.clock.now());
  for (let nth = 0; nth < count; nth++) {
    const { key, body } = samples.next().value;
    world.raw.write(key, body);
    await world.clock.advance(between);
  }
  await world.settled();
}

export function problemsIn({ account }: World): string[] {
  const lost = account
    .summary()
    .flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to the ${sink}: ${id}`));
  return [...lost, ...account.differences()];
}

async function replay({ clock, pipeline, settled }: World): Promise<void> {
  for (const store of pipeline.parked) for (const { key } of store.objects()) await clock.run(store.giveBack(key));
  await settled();
}

import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { Workload } from './workload.ts';
import { begin, createWorld, outagesOf, roundLength, rounds, type Subject, type World } from './world.ts';

/** In every round. */
const changes = 200;

/** What is wrong after a run under the faults of a seed; nothing, when every change is accounted for. */
export async function problemsOf(seed: number, subject: Subject): Promise<string[]> {
  return await repeatably(seed, async () => {
    const world = await createWorld({ seed, rules: defaultFaults, outages: outagesOf(seed), ...subject });
    const workload = new Workload(world, seed);
    for (let round = 0; round < rounds; round++) {
      await world.clock.advance(Math.max(0, begin + round * roundLength - world.clock.now()));
      await workload.make(changes);
      await world.settled();
      const wrong = problemsIn(world);
      if (wrong.length > 0) return wrong;
    }

    await replay(world);
    return [...problemsIn(world), ...world.account.validButParked()];
  });
}

function problemsIn(world: World): string[] {
  const lost = world.account
    .summary()
    .flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost to the ${sink}: ${id}`));
  return [...lost, ...world.account.differences()];
}

/** Gives everything that is parked back to its source, and lets it come to an end. */
async function replay({ clock, pipeline, settled }: World): Promise<void> {
  for (const store of pipeline.parked) for (const { key } of store.objects()) await clock.run(store.giveBack(key));
  await settled();
}

/** Why records are parked, one by one. */
export const parkedReasons = ({ pipeline }: World): string[] =>
  pipeline.parked.flatMap((store) => store.objects()).flatMap(({ events }) => events.map(({ reason }) => reason));

/** The indexer's jitter comes from Math.random: the seed decides that too, so that a run can be repeated. */
async function repeatably<T>(seed: number, run: () => Promise<T>): Promise<T> {
  const { random } = Math;
  Math.random = seededRandom(seed);
  try {
    return await run();
  } finally {
    Math.random = random;
  }
}

import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { IndexerPorts, IndexerUnderTest } from './indexer-ports.ts';
import { replayParked } from './replay-parked.ts';
import { seededRandom } from '../../tools/local/seeded-random.ts';
import { Workload } from './workload.ts';
import { begin, createWorld, outagesOf, roundLength, rounds, type World } from './world.ts';

/** In every round. */
const changes = 140;

/** What is wrong after a run under the faults of a seed; nothing, when every change is accounted for. */
export async function problemsOf(
  seed: number,
  createIndexer: (ports: IndexerPorts) => IndexerUnderTest,
): Promise<string[]> {
  return await repeatably(seed, async () => {
    const world = await createWorld({ seed, rules: defaultFaults, outages: outagesOf(seed), createIndexer });
    const workload = new Workload(world, seed);
    for (let round = 0; round < rounds; round++) {
      await world.clock.advance(Math.max(0, begin + round * roundLength - world.clock.now()));
      await workload.make(changes);
      await world.settled();
      const wrong = problemsIn(world);
      if (wrong.length > 0) return wrong;
    }

    await replayParked(world);
    return [...problemsIn(world), ...world.account.validButParked(world)];
  });
}

function problemsIn(world: World): string[] {
  const [index] = world.account.ledger(world).summary();
  return [...index!.lostIds.map((id) => `lost: ${id}`), ...world.account.differences(world)];
}

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

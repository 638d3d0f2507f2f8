import { defaultFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { account, differences, parkedRecords } from './account.ts';
import type { IndexerPorts, IndexerUnderTest } from './indexer-ports.ts';
import { replayParked } from './replay-parked.ts';
import { work } from './workload.ts';
import { createWorld, outagesOf } from './world.ts';

const changes = 600;

/** What is wrong after a run under the faults of a seed; nothing, when every change is accounted for. */
export async function problemsOf(
  seed: number,
  createIndexer: (ports: IndexerPorts) => IndexerUnderTest,
): Promise<string[]> {
  const world = await createWorld({ seed, rules: defaultFaults, outages: outagesOf(seed), createIndexer });
  await work(world, seed, changes);
  await world.settled();
  const [index] = account(world).summary();
  const lost = index!.lostIds.map((id) => `lost: ${id}`);
  const wrong = differences(world);

  await replayParked(world);
  const refused = parkedRecords(world).filter(({ reason }) => !/^(400 |unreadable)/.test(reason));
  return [
    ...lost,
    ...wrong,
    ...differences(world),
    ...refused.map(({ reason }) => `still parked after a replay: ${reason}`),
  ];
}

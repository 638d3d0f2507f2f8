// A worker of scripts/prove.ts: runs the delivery tests of the project in `workerData`, seed by seed.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from '../prove.ts';

/** What the project's test/delivery/ offers. */
export interface Mistakes {
  mutants: readonly { mistake: string }[];
}
interface Delivery extends Mistakes {
  createIndexer: unknown;
  mutated(mutant: Mistakes['mutants'][number]): Promise<unknown>;
  problemsOf(seed: number, createIndexer: unknown): Promise<string[]>;
}

export interface Verdict {
  seed: number;
  /** What was found to be wrong. */
  problems: string[];
}

const files = ['subject', 'mutants', 'mutated', 'run'].map((name) =>
  join(workerData as string, `test/delivery/${name}.ts`),
);
const delivery: Delivery = Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));

parentPort!.on('message', async ({ mistake, seeds }: Task) => {
  const { createIndexer, mutants, mutated, problemsOf } = delivery;
  const mutant = mutants.find((each) => each.mistake === mistake);
  const subject = mutant ? await mutated(mutant) : createIndexer;
  const verdicts: Verdict[] = [];
  for (const seed of seeds) verdicts.push({ seed, problems: await problemsOf(seed, subject) });
  parentPort!.postMessage(verdicts);
});

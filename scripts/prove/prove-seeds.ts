// A worker of scripts/prove.ts: runs the delivery tests of the project in `workerData`, seed by seed.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { mistakes } from '../../test/use-cases/dynamodb-search/mistakes.ts';
import type { Task } from '../prove.ts';
import { mutated } from './mutated.ts';

/** What the project's test/delivery/ offers. */
interface Delivery {
  createIndexer: unknown;
  problemsOf(seed: number, createIndexer: unknown): Promise<string[]>;
}

export interface Verdict {
  seed: number;
  /** What was found to be wrong. */
  problems: string[];
}

const folder = workerData as string;
const files = ['subject', 'run'].map((name) => join(folder, `test/delivery/${name}.ts`));
const delivery: Delivery = Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));

parentPort!.on('message', async ({ mistake, seeds }: Task) => {
  const { createIndexer, problemsOf } = delivery;
  const planted = mistakes.find((each) => each.mistake === mistake);
  const subject = planted ? await mutated(folder, planted) : createIndexer;
  const verdicts: Verdict[] = [];
  for (const seed of seeds) verdicts.push({ seed, problems: await problemsOf(seed, subject) });
  parentPort!.postMessage(verdicts);
});

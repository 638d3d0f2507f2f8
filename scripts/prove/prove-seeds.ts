// A worker of scripts/prove.ts: runs the delivery tests of the project that `workerData` names, seed by seed.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { testedUseCases } from '../../test/use-cases/tested.ts';
import type { Task } from '../prove.ts';
import { mutated } from './mutated.ts';

/** What the project's test/delivery/ offers. */
interface Delivery {
  createSubject: unknown;
  problemsOf(seed: number, createSubject: unknown): Promise<string[]>;
}

export interface Verdict {
  seed: number;
  /** What was found to be wrong. */
  problems: string[];
}

export interface Subject {
  useCase: string;
  /** Where a project of it is assembled. */
  folder: string;
}

const { useCase, folder } = workerData as Subject;
const { mistakes } = testedUseCases.find(({ id }) => id === useCase)!;
const files = ['subject', 'run'].map((name) => join(folder, `test/delivery/${name}.ts`));
const delivery: Delivery = Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));

parentPort!.on('message', async ({ mistake, seeds }: Task) => {
  const { createSubject, problemsOf } = delivery;
  const planted = mistakes.find((each) => each.mistake === mistake);
  const subject = planted ? await mutated(folder, planted) : createSubject;
  const verdicts: Verdict[] = [];
  for (const seed of seeds) verdicts.push({ seed, problems: await problemsOf(seed, subject) });
  parentPort!.postMessage(verdicts);
});

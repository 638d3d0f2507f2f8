// A worker of scripts/prove.ts: runs the delivery tests of the project that `workerData` names, seed by seed.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { testedUseCases } from '../../test/use-cases/tested.ts';
import type { Task } from '../prove.ts';
import { bundledSubject } from './bundled-subject.ts';

/** What the project's test/delivery/run.ts offers. */
interface Delivery {
  problemsOf(seed: number, subject: unknown): Promise<string[]>;
}

export interface Verdict {
  seed: number;
  /** What was found to be wrong. */
  problems: string[];
}

export interface Subject {
  useCase: string;
  project: string;
  /** Where it is assembled. */
  folder: string;
}

const { useCase, project, folder } = workerData as Subject;
const { proven } = testedUseCases.find(({ id }) => id === useCase)!;
const { mistakes } = proven.find(({ name }) => name === project)!;
const { problemsOf } = (await import(join(folder, 'test/delivery/run.ts'))) as Delivery;

parentPort!.on('message', async ({ mistake, seeds }: Task) => {
  const planted = mistakes.find((each) => each.mistake === mistake);
  // what is exported one by one, or together
  const bundled = (await bundledSubject(folder, planted)) as { ownSubject?: unknown };
  const subject = bundled.ownSubject ?? bundled;
  const verdicts: Verdict[] = [];
  for (const seed of seeds) {
    // a run that cannot be ended has found something too
    const problems = await problemsOf(seed, subject).catch((error: Error) => [`it ends with ${error.message}`]);
    verdicts.push({ seed, problems });
  }
  parentPort!.postMessage(verdicts);
});

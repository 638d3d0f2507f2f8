// npm run prove: the delivery tests of a generated project, many times over. With every known mistake in the indexer they must
// find fault on at least 99 % of fresh seeds; without one, on none. `-- --sample` tries few seeds, in about a minute.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { assemble, buildFolder } from '../test/matrix/assemble.ts';
import { projects } from '../test/matrix/projects.ts';
import { mistakes } from '../test/use-cases/dynamodb-search/mistakes.ts';
import type { Verdict } from './prove/prove-seeds.ts';
import { Score } from './prove/score.ts';

const projectId = 'dynamodb-search+new+serverless+cognito+remove';
const seedsAtOnce = 20;

/** Seeds that one worker tries after the other, on the indexer with a mistake or, without one, as it is. */
export interface Task {
  mistake: string | undefined;
  seeds: number[];
}

const { values } = parseArgs({
  options: {
    sample: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    'mutant-seeds': { type: 'string' },
    from: { type: 'string', default: '10001' },
    mutant: { type: 'string' },
  },
});
/** How many seeds are tried without a mistake, and with each. */
const { clean, perMutant } = seedCounts();
const from = Number(values.from);

const begun = Date.now();
const folder = await assembled();
const chosen = mistakes.filter(({ mistake }) => mistake.includes(values.mutant ?? ''));
const tasks = [...tasksFor(undefined, clean), ...chosen.flatMap(({ mistake }) => tasksFor(mistake, perMutant))];
const score = new Score([undefined, ...chosen.map(({ mistake }) => mistake)]);
await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
console.log(score.print());
console.log(`\n${score.seeds} runs in ${Math.round((Date.now() - begun) / 1000)} s.`);
process.exitCode = score.holds ? 0 : 1;

function seedCounts(): { clean: number; perMutant: number } {
  const { sample, seeds, 'mutant-seeds': mutantSeeds } = values;
  return { clean: Number(seeds ?? (sample ? 60 : 1000)), perMutant: Number(mutantSeeds ?? (sample ? 20 : 300)) };
}

/** A project below the repository, where it finds its dependencies. */
async function assembled(): Promise<string> {
  const place = join(buildFolder, 'prove');
  assemble(
    place,
    projects().filter(({ id }) => id === projectId),
  );
  const folder = join(place, projectId);
  // the tests take the mapping's properties from the synthesized stack, which needs the bundles of the functions
  const { bundleFunctions } = (await import(join(folder, 'infra/functions.ts'))) as {
    bundleFunctions(): Promise<void>;
  };
  await bundleFunctions();
  return folder;
}

function tasksFor(mistake: string | undefined, count: number): Task[] {
  return Array.from({ length: Math.ceil(count / seedsAtOnce) }, (_, nth) => {
    const first = nth * seedsAtOnce;
    return {
      mistake,
      seeds: Array.from({ length: Math.min(seedsAtOnce, count - first) }, (_seed, place) => from + first + place),
    };
  });
}

/** One worker, from task to task until there are none. */
async function work(): Promise<void> {
  const worker = new Worker(new URL('./prove/prove-seeds.ts', import.meta.url), { workerData: folder });
  try {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const { mistake } = task;
      const verdicts = await answerOf(worker, task);
      for (const verdict of verdicts) score.count(mistake, verdict);
      if (process.stderr.isTTY)
        process.stderr.write(`\r${score.seeds} runs, about ${tasks.length * seedsAtOnce} to go `);
    }
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, task: Task): Promise<Verdict[]> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (verdicts: Verdict[]) => {
      worker.off('error', reject);
      resolve(verdicts);
    });
    worker.postMessage(task);
  });
}

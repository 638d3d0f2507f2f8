// npm run prove: the delivery tests of a project of each use case, many times over. With every known mistake in it they must
// find fault on at least 99 % of fresh seeds; without one, on none. `-- --sample` tries few seeds, in about a minute. A full run
// records what it found in test/use-cases/ID/proof.json; a test fails when what is covered has changed since. `-- --digest`
// prints the digest of what is covered.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { answersWith } from '../test/core/answers-with.ts';
import { assemble, buildFolder } from '../test/matrix/assemble.ts';
import { testedUseCases, type TestedUseCase } from '../test/use-cases/tested.ts';
import { digestOf } from './prove/digest.ts';
import type { Subject, Verdict } from './prove/prove-seeds.ts';
import { recordProof } from './prove/recorded.ts';
import { Score } from './prove/score.ts';

const seedsAtOnce = 20;

/** Seeds that one worker tries after the other, on a project with a mistake or, without one, as it is. */
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
    digest: { type: 'boolean', default: false },
  },
});
const full = { clean: 1000, perMutant: 300 };
const sample = { clean: 60, perMutant: 20 };
/** How many seeds are tried without a mistake, and with each. */
const { clean, perMutant } = seedCounts();
const isFull = clean >= full.clean && perMutant >= full.perMutant && values.mutant === undefined;
const from = Number(values.from);

const begun = Date.now();
let runs = 0;
if (values.digest) {
  for (const useCase of testedUseCases) console.log(useCase.id, await digestIn(await assembled(useCase), useCase));
} else {
  for (const useCase of testedUseCases) await prove(useCase);
  console.log(`\n${runs} runs in ${Math.round((Date.now() - begun) / 1000)} s.`);
}

async function prove(useCase: TestedUseCase): Promise<void> {
  const folder = await assembled(useCase);
  const chosen = useCase.mistakes.filter(({ mistake }) => mistake.includes(values.mutant ?? ''));
  const tasks = [...tasksFor(undefined, clean), ...chosen.flatMap(({ mistake }) => tasksFor(mistake, perMutant))];
  const score = new Score([undefined, ...chosen.map(({ mistake }) => mistake)]);
  const workers = Math.min(availableParallelism(), tasks.length);
  await Promise.all(Array.from({ length: workers }, () => work({ useCase: useCase.id, folder }, tasks, score)));
  console.log(`${useCase.id}\n${score.print()}`);
  runs += score.seeds;
  if (!score.holds) process.exitCode = 1;
  else if (isFull)
    recordProof(useCase.id, {
      digest: await digestIn(folder, useCase),
      clean: score.of(undefined),
      mistakes: Object.fromEntries(chosen.map(({ mistake }) => [mistake, score.of(mistake)])),
    });
}

/** What `prove` covers, as digestOf has it. */
async function digestIn(folder: string, { mistakes }: TestedUseCase): Promise<string> {
  const { resourcesOf, stageNames } = (await import(join(folder, 'test/infra/synthesized.ts'))) as {
    resourcesOf(stage: string): Record<string, { Type: string; Properties: object }>;
    stageNames: readonly string[];
  };
  const mappings = Object.values(resourcesOf(stageNames[0]!)).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::EventSourceMapping' ? [Properties] : [],
  );
  return await digestOf(folder, mappings, mistakes);
}

function seedCounts(): { clean: number; perMutant: number } {
  const { clean, perMutant } = values.sample ? sample : full;
  return { clean: Number(values.seeds ?? clean), perMutant: Number(values['mutant-seeds'] ?? perMutant) };
}

/** The project of a use case that takes every default, below the repository, where it finds its dependencies. */
async function assembled({ id: useCase }: TestedUseCase): Promise<string> {
  const place = join(buildFolder, 'prove');
  assemble(place, [{ id: useCase, answers: answersWith({ useCase }) }]);
  const folder = join(place, useCase);
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
async function work(subject: Subject, tasks: Task[], score: Score): Promise<void> {
  const worker = new Worker(new URL('./prove/prove-seeds.ts', import.meta.url), { workerData: subject });
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

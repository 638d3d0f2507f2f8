// npm run prove: the delivery tests of the proven projects of each use case, many times over. With every known mistake in them they
// must find fault on at least 99 % of fresh seeds; without one, on none. `-- --sample` tries few seeds, in a few minutes. A full run
// records what it found in test/use-cases/ID/proofs/; a test fails when what is covered has changed since. `-- --further N` goes on
// where the record ends, for N minutes: every mistake gets as many seeds more. `-- --project NAME` tries one project, `-- --digest`
// prints the digests of what is covered.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { answersWith } from '../test/core/answers-with.ts';
import { assemble, buildFolder } from '../test/matrix/assemble.ts';
import { testedUseCases, type ProvenProject } from '../test/use-cases/tested.ts';
import { digestOf } from './prove/digest.ts';
import type { Subject, Verdict } from './prove/prove-seeds.ts';
import { recordedProof, recordProof } from './prove/recorded.ts';
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
    project: { type: 'string' },
    further: { type: 'string' },
    digest: { type: 'boolean', default: false },
  },
});
/** Enough to see that a proof still runs and that no mistake has become invisible; the records say the rest. */
const sample: ProvenProject['full'] = { clean: 5, perMutant: 1 };

type Resources = Record<string, { Type: string; Properties: object }>;

/** What the tests construct as the template says. */
const constructed = ['AWS::Lambda::EventSourceMapping', 'AWS::KinesisFirehose::DeliveryStream', 'AWS::Glue::Table'];

const from = Number(values.from);
/** When no more tasks are begun, in milliseconds since 1970. */
const until = values.further === undefined ? Infinity : Date.now() + Number(values.further) * 60_000;

const begun = Date.now();
let runs = 0;
const all = testedUseCases.flatMap(({ id, proven }) => proven.map((project) => ({ useCase: id, project })));
for (const { useCase, project } of all.filter((each) => [undefined, each.project.name].includes(values.project))) {
  const folder = await assembled(useCase, project);
  if (values.digest) console.log(useCase, project.name, await digestIn(folder, project));
  else await prove(useCase, project, folder);
}
if (!values.digest) console.log(`\n${runs} runs in ${Math.round((Date.now() - begun) / 1000)} s.`);

async function prove(useCase: string, project: ProvenProject, folder: string): Promise<void> {
  const { clean, perMutant } = seedCounts(project);
  const chosen = project.mistakes.filter(({ mistake }) => mistake.includes(values.mutant ?? ''));
  const subject = { useCase, project: project.name, folder };
  const digest = await digestIn(folder, project);
  const before = values.further === undefined ? undefined : recordedProof(subject);
  if (before && before.digest !== digest) {
    console.log(`${useCase}, ${project.name}: what is covered has changed since the record; prove it anew.`);
    return;
  }
  const score = new Score([undefined, ...chosen.map(({ mistake }) => mistake)], before);
  const tasks = [
    ...tasksFor(undefined, clean, score),
    ...chosen.flatMap(({ mistake }) => tasksFor(mistake, perMutant, score)),
  ];
  // all mistakes grow alike when the time is over before the seeds are
  if (before) tasks.sort((one, other) => one.seeds[0]! - other.seeds[0]!);
  const known = score.seeds;
  const workers = Math.min(availableParallelism(), tasks.length);
  await Promise.all(Array.from({ length: workers }, () => work(subject, tasks, score)));
  console.log(`${useCase}, ${project.name}\n${score.print()}`);
  runs += score.seeds - known;
  if (!score.holds) process.exitCode = 1;
  else if (before || isFull(project))
    recordProof(subject, {
      digest,
      clean: score.of(undefined),
      mistakes: Object.fromEntries(chosen.map(({ mistake }) => [mistake, score.of(mistake)])),
    });
}

/** What `prove` covers, as digestOf has it. */
async function digestIn(folder: string, { mistakes }: ProvenProject): Promise<string> {
  const { resourcesOf, stageNames } = (await import(join(folder, 'test/infra/synthesized.ts'))) as {
    resourcesOf(stage: string): Resources;
    stageNames: readonly string[];
  };
  const resources = [resourcesOf(stageNames[0]!), ...(await otherwiseDeployed(folder))].flatMap((each) =>
    Object.values(each).flatMap(({ Type, Properties }) => (constructed.includes(Type) ? [Properties] : [])),
  );
  return await digestOf(folder, resources, mistakes);
}

/** What the tests take from a stack with settings that no stage has: rows that are copied. */
async function otherwiseDeployed(folder: string): Promise<Resources[]> {
  const file = join(folder, 'test/infra/warehouse-with.ts');
  if (!existsSync(file)) return [];
  const { copied, warehouseWith } = (await import(file)) as {
    copied: object;
    warehouseWith(settings: object): Resources;
  };
  return [warehouseWith(copied)];
}

/** How many seeds are tried without a mistake, and with each. */
function seedCounts({ full }: ProvenProject): ProvenProject['full'] {
  const { clean, perMutant } = values.sample ? sample : full;
  return { clean: Number(values.seeds ?? clean), perMutant: Number(values['mutant-seeds'] ?? perMutant) };
}

function isFull(project: ProvenProject): boolean {
  const { clean, perMutant } = seedCounts(project);
  return clean >= project.full.clean && perMutant >= project.full.perMutant && values.mutant === undefined;
}

/** A proven project, below the repository, where it finds its dependencies. */
async function assembled(useCase: string, { name, answers }: ProvenProject): Promise<string> {
  const place = join(buildFolder, 'prove', useCase);
  assemble(place, [{ id: name, answers: answersWith({ useCase, ...answers }) }]);
  const folder = join(place, name);
  // the tests take properties from the synthesized stack, which needs the bundles of the functions
  const { bundleFunctions } = (await import(join(folder, 'infra/functions.ts'))) as {
    bundleFunctions(): Promise<void>;
  };
  await bundleFunctions();
  return folder;
}

/** The seeds that are not in the score yet. */
function tasksFor(mistake: string | undefined, count: number, score: Score): Task[] {
  const done = score.of(mistake).seeds;
  return Array.from({ length: Math.max(0, Math.ceil((count - done) / seedsAtOnce)) }, (_, nth) => {
    const first = done + nth * seedsAtOnce;
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
    for (let task = tasks.shift(); task && Date.now() < until; task = tasks.shift()) {
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

// npm run smoke: sends marked changes through a deployed stage and reports what became of each.
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };
import { itemSearch } from '../../contract/derived/item-search.ts';
import { itemProblems } from '../../contract/derived/item.ts';
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { asksForHelp } from '../help.ts';
import { Progress } from '../progress.ts';
import { FailureBucket } from '../replay/failure-bucket.ts';
import { deployedStage } from '../stack/deployed-stage.ts';
import { describeStack } from '../stack/describe-stack.ts';
import { output } from '../stack/output.ts';
import { readArguments, usage } from './arguments.ts';
import { markedItems, type MarkedItems } from './marked-items.ts';
import { MarkedTable } from './marked-table.ts';
import { parkedMarks } from './parked-marks.ts';
import { printed, problemsOf } from './report.ts';
import { SearchFunction } from './search-function.ts';
import { smoke, type SmokePorts } from './smoke.ts';

const contract = { key: itemKey, timeToLive: itemTimeToLive, problems: itemProblems, search: itemSearch, samples };
const day = 86_400_000;
/** How far the clock of this machine may be off, in milliseconds. */
const clockSkew = 300_000;

// the first signal stops the run and cleans up, the second ends it at once
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!stopped.signal.aborted) console.error((error as Error).message);
  else console.error('Stopped. The marked items are removed from the table, except those named above.');
  process.exitCode = stopped.signal.aborted ? 130 : 1;
}

async function main(argv: string[]): Promise<void> {
  const names = stages.map((stage) => stage.name);
  if (asksForHelp(argv)) return console.log(usage(names));
  const { stage: name, json } = readArguments(argv, names);
  const stage = stages.find((each) => each.name === name)!;
  const { region, outputs } = await deployedStage(project, stage.name, describeStack);
  const run = randomBytes(4).toString('hex');
  const expiry = Math.floor((Date.now() + day) / 1000);
  const marked = markedItems(contract, { run, count: 10, expiry, random: Math.random });
  const progress = new Progress(process.stderr, Date.now);
  const patience = 3 * stage.latencyObjective.toMilliseconds();
  const report = await smoke(marked, patience, portsOf(outputs, region, marked, progress)).finally(() =>
    progress.end(),
  );
  console.log(json ? JSON.stringify({ stage: name, ...report }, null, 2) : printed(report, name));
  const problems = problemsOf(report);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function portsOf(
  outputs: Readonly<Record<string, string>>,
  region: string,
  { run, items, query }: MarkedItems,
  progress: Progress,
): SmokePorts {
  const table = new MarkedTable(output(outputs, 'TableName'), region, run);
  const search = new SearchFunction(output(outputs, 'SearchFunctionName'), region);
  const failures = new FailureBucket(output(outputs, 'FailureBucketName'), region);
  const since = new Date(Date.now() - clockSkew);
  const { signal } = stopped;
  return {
    write: async (item, change) => {
      signal.throwIfAborted();
      await table.write(item, change);
    },
    remove: (item) => table.remove(item),
    find: () => search.find(query, run, signal),
    parked: async () => {
      const recent = (await failures.keys()).filter(({ at }) => at >= since);
      const objects = await Promise.all(recent.map((key) => failures.read(key, (problem) => progress.tell(problem))));
      return objects.flatMap((object) => (object ? parkedMarks(object, items) : []));
    },
    now: () => performance.now(),
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds, undefined, { signal });
    },
    tell: (text) => progress.tell(text),
  };
}

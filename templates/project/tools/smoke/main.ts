// npm run smoke: sends marked events through a stage and reports what became of each.
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { failureStores } from '../../delivery/failure-stores.ts';
import { smokeProbe } from '../../delivery/smoke-probe.ts';
import { asksForHelp, readStage } from '../command-line.ts';
import { Progress } from '../progress.ts';
import { openStage, stageNames, type OpenStage } from '../stack/stage.ts';
import { parkedSince } from './parked.ts';
import { usage } from './probe.ts';
import { printed, problemsOf } from './report.ts';
import { smoke } from './smoke.ts';

// the first signal stops the run and cleans up, the second ends it at once
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!stopped.signal.aborted) console.error((error as Error).message);
  else console.error('Stopped. The marked events are removed, except those named above.');
  process.exitCode = stopped.signal.aborted ? 130 : 1;
}

async function main(argv: string[]): Promise<void> {
  const help = usage(smokeProbe, stageNames);
  if (asksForHelp(argv)) return console.log(help);
  const { stage: name, json } = readStage(argv, { json: { type: 'boolean' } }, stageNames, help);
  const stage = await openStage(name);
  const progress = new Progress(process.stderr, Date.now);
  const report = await smokeOf(stage, progress).finally(() => progress.end());
  console.log(json ? JSON.stringify({ stage: name, ...report }, null, 2) : printed(report, name));
  const problems = problemsOf(report);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function smokeOf(stage: OpenStage, progress: Progress) {
  const { signal } = stopped;
  const marked = smokeProbe.open(stage, randomBytes(4).toString('hex'));
  const stores = Object.values(failureStores).map(({ sinks, open }) => ({ sinks, ...open(stage) }));
  const tell = (text: string) => progress.tell(text);
  return smoke(marked, smokeProbe.patience(stage), {
    parked: parkedSince(Date.now(), stores, (record) => marked.eventOf(record), tell),
    now: () => performance.now(),
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds, undefined, { signal });
    },
    tell,
    signal,
  });
}

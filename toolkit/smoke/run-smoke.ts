import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { asksForHelp, outliveReader, readStage } from '../command-line.ts';
import { Progress } from '../progress.ts';
import type { Project, StageSettings } from '../project.ts';
import type { FailureStores } from '../replay/failure-store.ts';
import { openStage, stageNamesOf } from '../stack/open-stage.ts';
import type { OpenStage } from '../stack/stage.ts';
import { parkedSince } from './parked.ts';
import type { SmokeProbe } from './probe.ts';
import { printed, problemsOf } from './report.ts';
import { smoke, type SmokeReport } from './smoke.ts';

/**
 * `npm run smoke`: sends marked events through a stage and reports what became of each. Reads the command line, and sets the exit
 * code: 1 if an event is lost, 130 after a signal. The first signal stops the run and cleans up, the second ends it at once.
 */
export async function runSmoke<Settings extends StageSettings>(
  probe: SmokeProbe<NoInfer<Settings>>,
  stores: FailureStores<NoInfer<Settings>>,
  project: Project<Settings>,
): Promise<void> {
  outliveReader();
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  try {
    await run({ probe, stores, project, signal: stopped.signal }, process.argv.slice(2));
  } catch (error) {
    if (!stopped.signal.aborted) console.error((error as Error).message);
    else console.error('Stopped. The marked events are removed, except those named above.');
    process.exitCode = stopped.signal.aborted ? 130 : 1;
  }
}

const usage = ({ does }: Pick<SmokeProbe, 'does'>, stages: readonly string[]): string =>
  `npm run smoke -- --stage ${stages.join('|')} [--json]

${does} Exits with 1 if an event is lost.
--stage local is what npm run local runs in another terminal.`;

interface Smoke<Settings extends StageSettings> {
  probe: SmokeProbe<Settings>;
  stores: FailureStores<Settings>;
  project: Project<Settings>;
  signal: AbortSignal;
}

async function run<Settings extends StageSettings>(wanted: Smoke<Settings>, argv: string[]): Promise<void> {
  const { probe, project } = wanted;
  const stages = stageNamesOf(project);
  const help = usage(probe, stages);
  if (asksForHelp(argv)) return console.log(help);
  const { stage: name, json } = readStage(argv, { json: { type: 'boolean' } }, stages, help);
  const stage = await openStage(project, name);
  const progress = new Progress(process.stderr, Date.now);
  const report = await smokeOf(wanted, stage, progress).finally(() => progress.end());
  console.log(json ? JSON.stringify({ stage: name, ...report }, null, 2) : printed(report, name));
  const problems = problemsOf(report);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function smokeOf<Settings extends StageSettings>(
  { probe, stores, signal }: Smoke<Settings>,
  stage: OpenStage<Settings>,
  progress: Progress,
): Promise<SmokeReport> {
  const marked = probe.open(stage, randomBytes(4).toString('hex'));
  const opened = Object.values(stores).map((store) => ({ sinks: store.sinks, ...store.open(stage) }));
  const tell = (text: string) => progress.tell(text);
  return smoke(marked, probe.patience(stage), {
    parked: parkedSince(Date.now(), opened, (record) => marked.eventOf(record), tell),
    now: () => performance.now(),
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds, undefined, { signal });
    },
    tell,
    signal,
  });
}

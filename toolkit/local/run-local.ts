import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { asksForHelp } from '../command-line.ts';
import type { PipelineDescription } from '../pipeline.ts';
import { Progress } from '../progress.ts';
import type { Project } from '../project.ts';
import { commandOf, readArguments, usage, type LocalArguments } from './arguments.ts';
import { check } from './check.ts';
import { failuresOf } from './failures.ts';
import { live } from './live.ts';
import { isRehearsed, rehearsalLines, rehearse } from './rehearsal.ts';
import { complaints, hasPassed, printed, verdictLine } from './report.ts';
import { synthesized, type DerivedFile } from './synthesized.ts';

/**
 * `npm run local`: the pipeline of a project on this machine, without an AWS account. Reads the command line, and sets the exit code:
 * 1 if a check loses an event or an alarm does not fire for its failure, 130 after a signal.
 *
 * @param derived - gives the files of contract/derived/. Nothing is run while one of them is stale.
 */
export async function runLocal<Event, Sample>(
  pipeline: PipelineDescription<Event, Sample>,
  project: Project,
  derived: () => readonly DerivedFile[],
): Promise<void> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  try {
    process.exitCode = await run({ pipeline, project, derived, signal: stopped.signal }, process.argv.slice(2));
  } catch (error) {
    // a signal that came during synchronous work, such as a synthesis, is heard only now
    await setImmediate();
    if (stopped.signal.aborted) process.exitCode = 130;
    else {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  }
}

interface Local<Event, Sample> {
  pipeline: PipelineDescription<Event, Sample>;
  project: Project;
  derived(): readonly DerivedFile[];
  signal: AbortSignal;
}

async function run<Event, Sample>(local: Local<Event, Sample>, argv: string[]): Promise<number> {
  if (asksForHelp(argv)) {
    console.log(usage);
    return 0;
  }
  const { pipeline, project, signal } = local;
  const wanted = readArguments(argv);
  if (wanted.check) return await checked(local, wanted);
  if (wanted.alarms) return await alarmed(local, wanted);
  await live(project, pipeline, wanted, () => assemblyOf(local), signal);
  return 0;
}

const assemblyOf = <Event, Sample>({ project, derived }: Local<Event, Sample>): string =>
  synthesized(project.root, derived, console.error);

async function checked<Event, Sample>(local: Local<Event, Sample>, wanted: LocalArguments): Promise<number> {
  const { pipeline, project, signal } = local;
  const assembly = assemblyOf(local);
  const progress = new Progress(process.stderr, () => performance.now());
  const tell = wanted.json ? () => undefined : (line: string) => progress.tell(line);
  const report = await check({
    project,
    description: pipeline,
    wanted: { ...wanted, events: wanted.events! },
    assembly,
    signal,
    tell,
  }).finally(() => progress.end());
  const wrong = complaints(report, pipeline.entries);
  const verdict = verdictLine(report, pipeline.entries);
  const passed = hasPassed(report);
  console.log(wanted.json ? JSON.stringify(report, null, 2) : `${verdict}\n${printed(report, wanted.verbose)}`);
  for (const line of wrong) console.error(line);
  if (!passed) console.error(`Repeat this run: ${commandOf(wanted)}`);
  if (!wanted.json) console.log(verdict);
  return passed ? 0 : 1;
}

async function alarmed<Event, Sample>(local: Local<Event, Sample>, wanted: LocalArguments): Promise<number> {
  const { pipeline, project, signal } = local;
  const failures = failuresOf(project.root);
  const assembly = assemblyOf(local);
  const progress = new Progress(process.stderr, () => performance.now());
  const results = await rehearse(failures, {
    project,
    description: pipeline,
    wanted,
    assembly,
    signal,
    // most of the time, a run waits for its clock
    atOnce: 2 * availableParallelism(),
    tell: wanted.json ? () => undefined : (line) => progress.tell(line),
  }).finally(() => progress.end());
  const passed = isRehearsed(results, failures);
  const lines = [...rehearsalLines(results), passed ? 'PASSED: every alarm fired' : 'FAILED: see above'];
  console.log(wanted.json ? JSON.stringify(results, null, 2) : lines.join('\n'));
  return passed ? 0 : 1;
}

// npm run local: the pipeline on this machine, without an AWS account.
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { pipeline } from '../../delivery/pipeline.ts';
import { asksForHelp } from '../command-line.ts';
import { Progress } from '../progress.ts';
import { commandOf, readArguments, usage, type LocalArguments } from './arguments.ts';
import { check } from './check.ts';
import { live } from './live.ts';
import { complaints, hasPassed, printed, verdictLine } from './report.ts';
import { failures } from './failures.ts';
import { isRehearsed, rehearsalLines, rehearse } from './rehearsal.ts';
import { synthesized } from './synthesized.ts';

const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // a signal that came during synchronous work, such as a synthesis, is heard only now
  await setImmediate();
  if (stopped.signal.aborted) process.exitCode = 130;
  else {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function main(argv: string[]): Promise<number> {
  if (asksForHelp(argv)) {
    console.log(usage);
    return 0;
  }
  const wanted = readArguments(argv);
  if (wanted.check) return await checked(wanted);
  if (wanted.alarms) return await alarmed(wanted);
  await live(pipeline, wanted, () => synthesized(console.error), stopped.signal);
  return 0;
}

async function checked(wanted: LocalArguments): Promise<number> {
  const assembly = synthesized(console.error);
  const progress = new Progress(process.stderr, () => performance.now());
  const tell = wanted.json ? () => undefined : (line: string) => progress.tell(line);
  const report = await check({
    description: pipeline,
    wanted: { ...wanted, events: wanted.events! },
    assembly,
    signal: stopped.signal,
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

async function alarmed(wanted: LocalArguments): Promise<number> {
  const assembly = synthesized(console.error);
  const progress = new Progress(process.stderr, () => performance.now());
  const results = await rehearse(failures, {
    description: pipeline,
    wanted,
    assembly,
    signal: stopped.signal,
    atOnce: availableParallelism(),
    tell: wanted.json ? () => undefined : (line) => progress.tell(line),
  }).finally(() => progress.end());
  const passed = isRehearsed(results, failures);
  const lines = [...rehearsalLines(results), passed ? 'PASSED: every alarm fired' : 'FAILED: see above'];
  console.log(wanted.json ? JSON.stringify(results, null, 2) : lines.join('\n'));
  return passed ? 0 : 1;
}

// npm run local: the pipeline on this machine, without an AWS account.
import { setImmediate } from 'node:timers/promises';
import { asksForHelp } from '../help.ts';
import { Progress } from '../progress.ts';
import { commandOf, readArguments, usage, type LocalArguments } from './arguments.ts';
import { check } from './check.ts';
import { live } from './live.ts';
import { printed, problemsOf, verdictOf } from './report.ts';
import { synthesized } from './synthesized.ts';

/** So many problems are printed; --json has them all. */
const shown = 20;
const shownErrors = 5;

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
  await live(wanted, () => synthesized(console.error), stopped.signal);
  return 0;
}

async function checked(wanted: LocalArguments): Promise<number> {
  const assembly = synthesized(console.error);
  const progress = new Progress(process.stderr, () => performance.now());
  const tell = wanted.json ? () => undefined : (line: string) => progress.tell(line);
  const report = await check({ ...wanted, events: wanted.events! }, assembly, stopped.signal, tell).finally(() =>
    progress.end(),
  );
  const problems = problemsOf(report);
  const verdict = verdictOf(report);
  console.log(wanted.json ? JSON.stringify(report, null, 2) : `${verdict}\n${printed(report)}`);
  for (const problem of problems.slice(0, shown)) console.error(problem);
  if (problems.length > shown) console.error(`${problems.length - shown} more problems: --json lists all of them`);
  if (problems.length > 0) {
    for (const error of report.errors.slice(-shownErrors)) console.error(`logged by ${error}`);
    console.error(`Repeat this run: ${commandOf(wanted)}`);
  }
  if (!wanted.json) console.log(verdict);
  return problems.length === 0 ? 0 : 1;
}

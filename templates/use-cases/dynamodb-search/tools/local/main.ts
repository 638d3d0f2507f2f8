// npm run local: the pipeline on this machine, without an AWS account.
import { setImmediate } from 'node:timers/promises';
import { asksForHelp } from '../help.ts';
import { commandOf, readArguments, usage } from './arguments.ts';
import { check } from './check.ts';
import { live } from './live.ts';
import { printed, problemsOf } from './report.ts';
import { synthesized } from './synthesized.ts';

/** So many problems are printed; --json has them all. */
const shown = 20;
const shownErrors = 5;

const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // a signal that came while something was waited for, such as a synthesis, is heard only now
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
  const synthesize = () => synthesized(console.error);
  if (!wanted.check) {
    await live(wanted, synthesize, stopped.signal);
    return 0;
  }
  const report = await check({ ...wanted, events: wanted.events! }, synthesize(), stopped.signal);
  console.log(wanted.json ? JSON.stringify(report, null, 2) : printed(report));
  const problems = problemsOf(report);
  if (problems.length === 0) return 0;
  for (const problem of problems.slice(0, shown)) console.error(problem);
  if (problems.length > shown) console.error(`and ${problems.length - shown} more`);
  for (const error of report.errors.slice(-shownErrors)) console.error(`logged by ${error}`);
  console.error(`Again: ${commandOf(wanted)}`);
  return 1;
}

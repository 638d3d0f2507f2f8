import { setTimeout } from 'node:timers/promises';
import { asksForHelp, outliveReader } from '../command-line.ts';
import type { Project, StageSettings } from '../project.ts';
import { openStage, stageNamesOf } from '../stack/open-stage.ts';
import { readArguments, usage } from './arguments.ts';
import type { FailureStores } from './failure-store.ts';
import { replayStores } from './replay-stores.ts';
import { Report } from './report.ts';

/**
 * `npm run replay`: lists what is parked in the failure stores of a stage, and gives it back to where it came from. Reads the command
 * line, and sets the exit code: 1 if something could not be read or given back.
 */
export async function replay<Settings extends StageSettings>(
  stores: FailureStores<NoInfer<Settings>>,
  project: Project<Settings>,
): Promise<void> {
  outliveReader();
  try {
    if (!(await run(stores, project, process.argv.slice(2)))) process.exitCode = 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

/** Gives whether everything that was asked for was read and done. */
async function run<Settings extends StageSettings>(
  stores: FailureStores<Settings>,
  project: Project<Settings>,
  argv: string[],
): Promise<boolean> {
  const known = { stages: stageNamesOf(project), stores: Object.keys(stores) };
  if (asksForHelp(argv)) {
    console.log(usage(known));
    return true;
  }
  const asked = readArguments(argv, known);
  const stage = await openStage(project, asked.stage);
  const report = new Report(asked, console.log);
  const meant = asked.stores.map((name) => [name, stores[name]!.open(stage)] as const);
  await replayStores(asked, { stores: meant, report, sleep: setTimeout, tell: console.error });
  return report.end();
}

import { setTimeout } from 'node:timers/promises';
import { asksForHelp } from '../command-line.ts';
import type { Project, StageSettings } from '../project.ts';
import { openStage, stageNamesOf } from '../stack/open-stage.ts';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { Unreadable, type FailureStores, type OpenFailureStore, type ParkedKey } from './failure-store.ts';
import { giveBack, parted } from './give-back.ts';
import { Report } from './report.ts';
import { selected } from './selection.ts';

/**
 * `npm run replay`: lists what is parked in the failure stores of a stage, and gives it back to where it came from. Reads the command
 * line, and sets the exit code: 1 if something could not be read or given back.
 */
export async function replay<Settings extends StageSettings>(
  stores: FailureStores<NoInfer<Settings>>,
  project: Project<Settings>,
): Promise<void> {
  try {
    await run(stores, project, process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function run<Settings extends StageSettings>(
  stores: FailureStores<Settings>,
  project: Project<Settings>,
  argv: string[],
): Promise<void> {
  const known = { stages: stageNamesOf(project), stores: Object.keys(stores) };
  if (asksForHelp(argv)) return console.log(usage(known));
  const asked = readArguments(argv, known);
  const stage = await openStage(project, asked.stage);
  const report = new Report(asked, console.log);
  for (const name of asked.stores) await replayOne(name, stores[name]!.open(stage), asked, report);
  if (!report.end()) process.exitCode = 1;
}

async function replayOne(name: string, store: OpenFailureStore, asked: Arguments, report: Report): Promise<void> {
  const { objects, wayBack } = store;
  const keys: ParkedKey[] = [];
  for await (const key of objects.keys()) keys.push(key);
  report.begin(name, wayBack.to, keys.length);
  const read = (key: ParkedKey) =>
    objects.read(key).catch((error: Error) => {
      if (!(error instanceof Unreadable)) throw error;
      report.unread();
      console.error(error.message);
      return undefined;
    });
  for await (const object of selected(keys, asked.selection, read)) {
    const parts = parted(object, (record) => (asked.heldBack ? undefined : store.holdsBack(record)));
    if (asked.verb === 'run' && !asked.dryRun) await giveBack(parts, store, setTimeout);
    report.add(parts);
  }
}

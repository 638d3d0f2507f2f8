// npm run replay: lists what is parked in the failure stores, and gives it back to where it came from.
import { setTimeout } from 'node:timers/promises';
import { failureStores } from '../../delivery/failure-stores.ts';
import { asksForHelp } from '../command-line.ts';
import { openStage, stageNames } from '../stack/stage.ts';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { Unreadable, type FailureStore, type FailureStores, type ParkedKey } from './failure-store.ts';
import { giveBack, parted } from './give-back.ts';
import { Report } from './report.ts';
import { selected } from './selection.ts';

const descriptions: FailureStores = failureStores;
const known = { stages: stageNames, stores: Object.keys(descriptions) };

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(argv: string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(usage(known));
  const asked = readArguments(argv, known);
  const stage = await openStage(asked.stage);
  const report = new Report(asked, console.log);
  for (const name of asked.stores) await replay(name, descriptions[name]!.open(stage), asked, report);
  if (!report.end()) process.exitCode = 1;
}

async function replay(name: string, store: FailureStore, asked: Arguments, report: Report): Promise<void> {
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

import type { Arguments } from './arguments.ts';
import { Unreadable, type OpenFailureStore, type ParkedKey } from './failure-store.ts';
import { giveBack, parted } from './give-back.ts';
import type { Report } from './report.ts';
import { selected } from './selection.ts';

/** What is asked of the stores. */
type Asked = Pick<Arguments, 'verb' | 'selection' | 'dryRun' | 'heldBack'>;

export interface ReplayPorts {
  /** The failure stores that are meant, by name. */
  stores: readonly (readonly [name: string, store: OpenFailureStore])[];
  report: Pick<Report, 'begin' | 'add' | 'unread' | 'changed'>;
  /** Milliseconds. */
  sleep(milliseconds: number): Promise<unknown>;
  /** Hears of objects that cannot be read. */
  tell(problem: string): void;
}

/** Reports what is parked in each store. Only `run` without a dry run gives it back, and removes it. */
export async function replayStores(asked: Asked, ports: ReplayPorts): Promise<void> {
  for (const [name, store] of ports.stores) await replayOne(name, store, asked, ports);
}

async function replayOne(
  name: string,
  store: OpenFailureStore,
  asked: Asked,
  { report, sleep, tell }: ReplayPorts,
): Promise<void> {
  const { objects, wayBack } = store;
  const keys: ParkedKey[] = [];
  for await (const key of objects.keys()) keys.push(key);
  report.begin(name, wayBack.to, keys.length);
  const read = (key: ParkedKey) =>
    objects.read(key).catch((error: Error) => {
      if (!(error instanceof Unreadable)) throw error;
      report.unread();
      tell(error.message);
      return undefined;
    });
  const givesBack = asked.verb === 'run' && !asked.dryRun;
  for await (const object of selected(keys, asked.selection, read)) {
    const parts = parted(object, (record) => (asked.heldBack ? undefined : store.holdsBack(record)));
    const outcome = givesBack ? await giveBack(parts, store, sleep) : 'done';
    report.add(parts);
    if (outcome === 'changed') report.changed();
  }
}

import type { Deadline } from '../lib/deadline.ts';
import type { Value } from '../lib/warehouse/statements.ts';
import { tables } from '../lib/warehouse/tables.ts';
import { dueOf, hoursOf, type CuratedHour, type CuratedObject } from './curated-hours.ts';
import { loadStatements } from './load-statements.ts';
import { manifestKey, manifestOf } from './manifest.ts';

/** The bucket of the lake, as far as the loader uses it. */
export interface Lake {
  readonly bucket: string;
  /** All objects of the curated zone. */
  curated(): Promise<readonly CuratedObject[]>;
  put(key: string, body: string): Promise<void>;
}

/** The database of the warehouse. */
export interface Warehouse {
  query(sql: string, deadline: Deadline): Promise<Value[][]>;
  transaction(sqls: readonly string[], deadline: Deadline): Promise<void>;
}

/** An hour takes so long at least: one that would not end in time is left to the next run. */
const shortest = 30_000;

/**
 * Loads the hours that are due, oldest first, each in a transaction of its own. Gives how many are left where the time has ended. Two
 * runs at once, or a run after one that has stopped anywhere, come to the same: `loaded_hours` changes with what was loaded.
 */
export async function loadDueHours(
  lake: Lake,
  warehouse: Warehouse,
  deadline: Deadline,
  loaded: (hour: CuratedHour) => void,
): Promise<{ left: number }> {
  const known = await warehouse.query(`SELECT curated_hour, files FROM ${tables.loadedHours}`, deadline);
  const due = dueOf(
    hoursOf(await lake.curated()),
    new Map(known.map(([hour, files]) => [String(hour), String(files)])),
  );
  for (const [index, hour] of due.entries()) {
    if (deadline.remaining() < shortest) return { left: due.length - index };
    await lake.put(manifestKey(hour), manifestOf(lake.bucket, hour));
    await warehouse.transaction(loadStatements(lake.bucket, hour), deadline);
    loaded(hour);
  }
  return { left: 0 };
}

import { parquetFile, parquetRows } from '../../.stream-pipeline/runtime/runtime.cjs';
import { curatedTable } from '../../infra/curated-table.ts';
import { quarantinedTable } from '../../infra/quarantined-table.ts';
import { dueHours } from './due.ts';
import { curatedHour } from './hour.ts';
import { dayOf, lastWhole } from './hours.ts';
import type { Objects } from './objects.ts';
import { typed, type RawRow } from './row.ts';
import { reasonsOf } from './rules.ts';
import { beginWriting, digestOf, endWriting, recordOf, remember, setCuratedUntil, type HourRecord } from './state.ts';

export interface RunSettings {
  /** Milliseconds after the end of an hour, until it is curated. */
  lag: number;
  /** Of one run; the next one goes on. */
  mostHours: number;
  againFrom: string | undefined;
}

export interface RunResult {
  hours: readonly HourRecord[];
  /** Hours that are due, and left to the next run. */
  behind: number;
}

/** A run of the job: all hours that are due, one after the other. `now`: epoch milliseconds. */
export async function runCuration(objects: Objects, now: number, settings: RunSettings): Promise<RunResult> {
  const due = await dueHours(objects, lastWhole(now, settings.lag), settings.againFrom);
  const hours: HourRecord[] = [];
  for (const hour of due.slice(0, settings.mostHours)) {
    hours.push(await curateHour(objects, hour));
    await setCuratedUntil(objects, hour);
  }
  return { hours, behind: due.length - hours.length };
}

/** Writes the files of an hour in the place of those of an earlier run. A run that was broken off is repaired by the next one. */
async function curateHour(objects: Objects, hour: string): Promise<HourRecord> {
  const sources = await objects.sizes(`raw/hour=${hour}/`);
  const earlier = await recordOf(objects, hour);
  if (earlier && sources.size < earlier.objects)
    throw new Error(`Raw objects of hour ${hour} are gone: ${earlier.objects} were curated, ${sources.size} are there`);
  const raw = (await rowsAt(objects, [...sources.keys()])).map(typed);
  const days = daysOf(raw, hour);
  const known = await knownEvents(objects, hour, days);
  const { curated, quarantined, late } = curatedHour(raw, hour, (day, eventId) => known.has(`${day} ${eventId}`));

  const begun = await beginWriting(objects, hour, days);
  const files: string[] = [];
  for (const [day, rows] of Map.groupBy(curated, (row) => row.day)) {
    files.push(`curated/day=${day}/hour=${hour}/part-00000.parquet`);
    await objects.write(
      files.at(-1)!,
      parquetFile(
        rows.map((row) => ({ ...row })),
        curatedTable.columns,
      ),
    );
  }
  if (quarantined.length > 0) {
    files.push(`quarantine/hour=${hour}/part-00000.parquet`);
    await objects.write(
      files.at(-1)!,
      parquetFile(
        quarantined.map((row) => ({ ...row })),
        quarantinedTable.columns,
      ),
    );
  }
  const there = [`quarantine/hour=${hour}/`, ...begun.map((day) => `curated/day=${day}/hour=${hour}/`)];
  const left = await Promise.all(there.map((prefix) => objects.sizes(prefix)));
  const stale = new Set([...(earlier?.files ?? []), ...left.flatMap((found) => [...found.keys()])]);
  await objects.remove([...stale].filter((key) => !files.includes(key)));

  const record: HourRecord = {
    hour,
    objects: sources.size,
    digest: digestOf(sources),
    rows: raw.length,
    curated: curated.length,
    quarantined: quarantined.length,
    duplicates: raw.length - curated.length - quarantined.length,
    late,
    files: files.toSorted(),
  };
  await remember(objects, record);
  await endWriting(objects, hour);
  return record;
}

async function rowsAt(objects: Objects, keys: readonly string[]): Promise<Readonly<Record<string, unknown>>[]> {
  const files = await Promise.all(keys.map((key) => objects.read(key)));
  return files.flatMap((file) => (file ? parquetRows(file) : []));
}

const daysOf = (raw: readonly RawRow[], hour: string): string[] => {
  const sound = raw.filter((row) => reasonsOf(row, hour).length === 0);
  return [...new Set(sound.map((row) => dayOf(row.occurred_at!)))].toSorted();
};

/** The events that earlier hours have brought for these days. */
async function knownEvents(objects: Objects, hour: string, days: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const day of days) {
    const keys = [...(await objects.sizes(`curated/day=${day}/`)).keys()];
    const earlier = keys.filter((key) => key.split('/hour=')[1]!.split('/')[0]! < hour);
    for (const row of await rowsAt(objects, earlier)) known.add(`${day} ${typed(row).event_id}`);
  }
  return known;
}

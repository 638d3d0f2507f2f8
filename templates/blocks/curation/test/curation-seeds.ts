// node test/curation-seeds.ts FOLDER: writes dirty raw rows of many seeds into FOLDER, and what the stand-in makes of them. curation/tests/
// test_seeds.py has the job make the same.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parquetRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { runCuration } from '../delivery/curation/run.ts';
import { typed } from '../delivery/curation/row.ts';
import { ObjectsInMemory } from './curation-objects.ts';
import { dirtyRows, hours } from './dirty-rows.ts';

const seeds = Array.from({ length: 24 }, (_, nth) => nth + 1);
const perHour = 40;
/** After the end of the last hour. */
const now = Date.parse('2026-11-02T02:00:00Z');

const folder = process.argv[2] ?? join('build', 'curation-seeds');
const lake = new ObjectsInMemory();
const found = seeds.map((seed) => dirtyRows(seed, perHour));
const settings = { lag: 20 * 60_000, mostHours: 72, againFrom: undefined };

rmSync(folder, { recursive: true, force: true });
for (const hour of hours) {
  const rows = found.flatMap((each) => each.get(hour)!);
  // most of an hour comes in time, and the rest after the hour was curated
  const inTime = Math.ceil(rows.length * (hour === hours[1] ? 0.9 : 1));
  lake.land(hour, 'a', rows.slice(0, inTime / 2));
  lake.land(hour, 'b', rows.slice(inTime / 2, inTime));
  save('first', hour, ['a', 'b']);
}
await expected('first');
const second = hours[1]!;
const rest = found.flatMap((each) => each.get(second)!).slice(Math.ceil(found.length * perHour * 0.9));
lake.land(second, 'c', rest);
save('second', second, ['c']);
await expected('second');
console.log(`Wrote the rows of ${seeds.length} seeds into ${folder}.`);

function save(phase: string, hour: string, names: readonly string[]): void {
  for (const name of names) {
    const key = `raw/hour=${hour}/${name}.parquet`;
    const file = join(folder, phase, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lake.contents.get(key)!);
  }
}

async function expected(phase: string): Promise<void> {
  const { hours: records } = await runCuration(lake, now, settings);
  const rows = (prefix: string) =>
    [...lake.contents].filter(([key]) => key.startsWith(prefix)).map(([key, body]) => [key, rowsOf(body)]);
  const outcome = { records, curated: rows('curated/'), quarantined: rows('quarantine/') };
  writeFileSync(join(folder, `${phase}.json`), JSON.stringify(outcome));
}

/** In the order of the topic. Amounts are left to the sizes of their texts: a reader of Parquet gives them as numbers. */
function rowsOf(body: Uint8Array): object[] {
  return parquetRows(body).map((row) => {
    const { line: _, amount: __, ...columns } = typed(row);
    const known = Object.keys(row);
    const amount = row['amount'] === null || row['amount'] === undefined ? null : Number(row['amount']);
    const plain = { ...columns, amount, line: typed(row).line, reasons: row['reasons'] ?? null };
    return Object.fromEntries(
      Object.entries(plain)
        .filter(([name]) => known.includes(name))
        .map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    );
  });
}

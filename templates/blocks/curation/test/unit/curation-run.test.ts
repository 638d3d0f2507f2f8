import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCuration, type RunSettings } from '../../delivery/curation/run.ts';
import { curatedTable } from '../../infra/curated-table.ts';
import { quarantinedTable } from '../../infra/quarantined-table.ts';
import { parquetRows } from '../../.stream-pipeline/runtime/runtime.cjs';
import { ObjectsInMemory, rawRow } from '../curation-objects.ts';

const now = Date.parse('2026-11-01T08:25:00Z');
const hour = 3_600_000;
let lake: ObjectsInMemory;
beforeEach(() => {
  lake = new ObjectsInMemory();
});

const run = (objects = lake, settings: Partial<RunSettings> = {}, at = now) =>
  runCuration(objects, at, { lag: 20 * 60_000, mostHours: 72, againFrom: undefined, ...settings });

const files = (objects = lake) =>
  [...objects.contents.keys()].filter((key) => /^(curated|quarantine)\//.test(key)).toSorted();
const idsIn = (key: string) => parquetRows(lake.contents.get(key)!).map((row) => String(row['event_id']));
/** What is there of curated and quarantined rows, and of the state. */
const outcome = (objects: ObjectsInMemory) =>
  Object.fromEntries(
    [...objects.contents]
      .filter(([key]) => !key.startsWith('raw/'))
      .map(([key, body]) => [key, Buffer.from(body).toString('hex')]),
  );

it('curates whole hours in order, and goes on from there', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1), rawRow(2)]);
  lake.land('2026-11-01-07', 'a', [rawRow(1, { kafka_offset: 9 }), rawRow(3)]);
  lake.land('2026-11-01-08', 'a', [rawRow(4)]);
  const { hours } = await run();
  expect(hours.map((each) => [each.hour, each.rows, each.curated, each.quarantined, each.duplicates])).toEqual([
    ['2026-11-01-05', 2, 2, 0, 0],
    ['2026-11-01-07', 2, 1, 0, 1],
  ]);
  expect((await run(lake, {}, now + hour)).hours.map((each) => each.hour)).toEqual(['2026-11-01-08']);
});

it('waits for the end of an hour and the lag', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1)]);
  expect((await run(lake, {}, Date.parse('2026-11-01T06:19:59Z'))).hours).toEqual([]);
  expect((await run(lake, {}, Date.parse('2026-11-01T06:20:00Z'))).hours).toHaveLength(1);
});

it('changes nothing when it runs again', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1), rawRow(2, { source: 'fax' }), rawRow(1)]);
  await run();
  const before = outcome(lake);
  expect((await run()).hours).toEqual([]);
  expect((await run(lake, { againFrom: '2026-11-01-05' })).hours).toHaveLength(1);
  expect(outcome(lake)).toEqual(before);
});

it('keeps the columns of its tables, amounts to the last digit', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1, { amount: '900000000000.1234' }), rawRow(2, { source: 'fax' })]);
  await run();
  const [curated, quarantined] = files().map((key) => parquetRows(lake.contents.get(key)!)[0]!);
  expect(Object.keys(curated!)).toEqual(curatedTable.columns.map(({ name }) => name));
  expect(curated!['amount']).toBeCloseTo(900_000_000_000.1234, 4);
  expect(Object.keys(quarantined!)).toEqual(quarantinedTable.columns.map(({ name }) => name));
  expect(quarantined!['reasons']).toBe('unknown source');
});

it('curates what came after its hour, with all hours since', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1)]);
  lake.land('2026-11-01-06', 'a', [rawRow(2, { kafka_offset: 20 }), rawRow(3)]);
  await run();
  lake.land('2026-11-01-05', 'b', [rawRow(2)]);
  expect((await run()).hours.map((each) => each.hour)).toEqual(['2026-11-01-05', '2026-11-01-06']);
  expect(files().map(idsIn)).toEqual([['e-1', 'e-2'], ['e-3']]);
});

it('takes away the file of an hour whose rows are all duplicates by now', async () => {
  lake.land('2026-11-01-05', 'a', [rawRow(1)]);
  lake.land('2026-11-01-06', 'a', [rawRow(2, { kafka_offset: 20 })]);
  await run();
  lake.land('2026-11-01-05', 'b', [rawRow(2)]);
  await run();
  expect(files()).toEqual(['curated/day=2026-11-01/hour=2026-11-01-05/part-00000.parquet']);
});

it('leaves hours to the next run, and fails where raw objects are gone', async () => {
  for (const each of [4, 5, 6]) lake.land(`2026-11-01-0${each}`, 'a', [rawRow(each), rawRow(10 + each)]);
  expect((await run(lake, { mostHours: 2 })).behind).toBe(1);
  expect((await run(lake, { mostHours: 2 })).hours.map((each) => each.hour)).toEqual(['2026-11-01-06']);
  lake.land('2026-11-01-05', 'b', [rawRow(7)]);
  await run();
  lake.contents.delete('raw/hour=2026-11-01-05/a.parquet');
  await expect(run()).rejects.toThrow('Raw objects of hour 2026-11-01-05 are gone: 2 were curated, 1 are there');
  await expect(run(lake, { againFrom: 'yesterday' })).rejects.toThrow('yesterday is no hour');
});

describe('a run that is broken off', () => {
  it('is repaired by the next one, wherever it was', async () => {
    lake.land('2026-11-01-05', 'a', [rawRow(1), rawRow(2, { source: 'fax' })]);
    lake.land('2026-11-01-06', 'a', [
      rawRow(3, { kafka_offset: 30 }),
      rawRow(4, { occurred_at: '2026-10-01T00:00:00Z' }),
    ]);
    await run();
    lake.land('2026-11-01-05', 'b', [rawRow(3), rawRow(4, { kafka_offset: 40, occurred_at: '2026-10-01T00:00:00Z' })]);
    const whole = lake.copy();
    await run(whole);
    expect(whole.steps).toBeGreaterThan(12);
    for (let at = 0; at < whole.steps; at++) {
      const broken = lake.copy();
      broken.breaksAt = at;
      await expect(run(broken)).rejects.toThrow('broken off');
      await run(broken);
      expect([at, outcome(broken)]).toEqual([at, outcome(whole)]);
    }
  });
});

it('takes away what a run that was broken off has written of events that an earlier hour has by now', async () => {
  const late = { occurred_at: '2026-10-01T00:00:00Z' };
  const landFirst = (objects: ObjectsInMemory) => {
    objects.land('2026-11-01-05', 'a', [rawRow(1)]);
    objects.land('2026-11-01-06', 'a', [rawRow(3), rawRow(4, late)]);
  };
  const landMore = (objects: ObjectsInMemory) => objects.land('2026-11-01-05', 'b', [rawRow(4, late)]);
  const whole = new ObjectsInMemory();
  landFirst(whole);
  landMore(whole);
  await run(whole);
  for (let at = 0; at < whole.steps - 1; at++) {
    const broken = new ObjectsInMemory();
    landFirst(broken);
    broken.breaksAt = at;
    await expect(run(broken)).rejects.toThrow('broken off');
    landMore(broken);
    await run(broken);
    expect([at, outcome(broken)]).toEqual([at, outcome(whole)]);
  }
});

it('has the columns that the job has', () => {
  const text = readFileSync(
    join(import.meta.dirname, '..', '..', 'curation', 'package', 'curate', 'columns.py'),
    'utf8',
  );
  const names = (from: string) => {
    const [, body] = new RegExp(`^${from}.*?= \\{\\n(.*?)^\\}`, 'ms').exec(text)!;
    return [...body!.matchAll(/^ +"(\w+)":/gm)].map(([, name]) => name);
  };
  expect([...names('FIELDS'), ...names('ORIGIN')]).toEqual(curatedTable.columns.map(({ name }) => name));
  expect(['reasons', 'event_id', ...names('ORIGIN'), 'line']).toEqual(quarantinedTable.columns.map(({ name }) => name));
});

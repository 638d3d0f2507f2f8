import { expect, it } from '@jest/globals';
import { createRows, type CreateRows } from './lake.ts';
import { lakeProblemsOf } from './lake-run.ts';
import { noticed } from './run.ts';

const { SEED } = process.env;
const seeds = SEED === undefined ? Array.from({ length: 8 }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)('has every line of the stream in the lake, in its day, under the faults of seed %d', async (seed) => {
  expect(await lakeProblemsOf(seed, createRows)).toEqual([]);
});

it('has every line where no fault strikes', async () => {
  expect(await lakeProblemsOf(1, createRows, {})).toEqual([]);
});

type Answer = Awaited<ReturnType<ReturnType<CreateRows>>>['records'][number] & { metadata?: unknown };

/** The rows of this project, with another answer in the place of that of a record. */
const answering =
  (change: (record: Answer, nth: number) => Answer): CreateRows =>
  (clock) => {
    const rows = createRows(clock);
    return async (event) => {
      const { records } = await rows(event);
      return { records: records.map(change) };
    };
  };
const withRow =
  (change: (row: Record<string, unknown>) => void) =>
  (record: Answer): Answer => {
    if (record.data === undefined) return record;
    const row = JSON.parse(Buffer.from(record.data, 'base64').toString()) as Record<string, unknown>;
    change(row);
    return { ...record, data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') };
  };

/** Mistakes that functions of this kind make. Each has to be noticed under the faults of one of these seeds. */
const mistakes: Record<string, CreateRows> = {
  'drops what it could not make a row of': answering((record, nth) =>
    nth % 50 === 7 ? { recordId: record.recordId, result: 'Dropped' } : record,
  ),
  'leaves out tombstones': answering((record) =>
    Buffer.from(record.data ?? '', 'base64').includes('"kind":"tombstone"')
      ? { recordId: record.recordId, result: 'Dropped' }
      : record,
  ),
  'puts an event below the day of its arrival': (clock) => {
    const rows = createRows(clock);
    return async (event) => {
      const { records } = await rows(event);
      const partitionKeys = { day: new Date(clock.now()).toISOString().slice(0, 10) };
      return { records: records.map((record) => ({ ...record, metadata: { partitionKeys } })) };
    };
  },
  'writes the line anew, with numbers as a double has them': answering(
    withRow((row) => {
      row['line'] = JSON.stringify(JSON.parse(String(row['line'])));
    }),
  ),
  'gives an event the identity of its producer': answering(
    withRow((row) => {
      row['record_id'] = row['event_id'];
    }),
  ),
  'has times in seconds': answering(
    withRow((row) => {
      if (typeof row['event_time'] === 'string') row['event_time'] = `${row['event_time'].slice(0, 19)}Z`;
    }),
  ),
};

it.each(Object.entries(mistakes))('notices rows that are wrong: %s', async (_, rows) => {
  expect(await noticed([1, 2, 3], (seed) => lakeProblemsOf(seed, rows))).toBe(true);
});

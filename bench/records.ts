import { join } from 'node:path';
import { costOfEach, median } from './cpu.ts';
import { atLeast, type Section } from './table.ts';

const rounds = 5;
const count = 200_000;

type Way = 'bare' | 'runtime';

/** What a record costs in the local runtime, beside a bare loop over the same server and the same processes. */
export function records(): Section {
  const measured = Array.from({ length: rounds }, () => ({ bare: costOf('bare'), runtime: costOf('runtime') }));
  const inMicroseconds = (way: Way) => `${median(measured.map((each) => each[way])).toFixed(1)} µs`;
  const ratio = median(measured.map(({ bare, runtime }) => bare / runtime));
  return {
    title: `Records: CPU time of a record of 1 KB, median of ${rounds} rounds of ${count} records in turns.`,
    unit: 'CPU',
    rows: [
      ['bare loop: request, JSON, process', inMicroseconds('bare'), ''],
      ['`PutRecords` to the return of the function', inMicroseconds('runtime'), ''],
      ['speed of the runtime / of the bare loop', ratio.toFixed(2), atLeast(0.5, ratio)],
    ],
  };
}

/** CPU microseconds of a record, without what starting costs. */
const costOf = (way: Way): number => costOfEach(join(import.meta.dirname, 'records-once.ts'), way, count);

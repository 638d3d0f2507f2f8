import { join } from 'node:path';
import { costOfEach, median } from './cpu.ts';
import { atLeast, type Section } from './table.ts';

const rounds = 5;
const count = 200_000;
/** Records a second of one processor. */
const goal = 50_000;

type Way = 'bare' | 'runtime';

/** What a record costs on its way from a stream into an object, beside a bare loop over the same server that writes the same bytes. */
export function firehose(): Section {
  const measured = Array.from({ length: rounds }, () => ({ bare: costOf('bare'), runtime: costOf('runtime') }));
  const cost = (way: Way) => median(measured.map((each) => each[way]));
  const ratio = median(measured.map(({ bare, runtime }) => bare / runtime));
  const speed = Math.round(1e6 / cost('runtime'));
  return {
    title: `Firehose: CPU time of a record of 1 KB from the request to the object, median of ${rounds} rounds of ${count} records in turns.`,
    unit: 'CPU',
    rows: [
      ['bare loop: request, JSON, journal, objects of 1 MB', `${cost('bare').toFixed(1)} µs`, ''],
      ['`PutRecords`, stream, delivery stream, bucket', `${cost('runtime').toFixed(1)} µs`, ''],
      ['records a second of one processor', String(speed), atLeast(goal, speed)],
      ['speed of the runtime / of the bare loop', ratio.toFixed(2), atLeast(0.7, ratio)],
    ],
  };
}

/** CPU microseconds of a record, without what starting costs. */
const costOf = (way: Way): number => costOfEach(join(import.meta.dirname, 'firehose-once.ts'), way, count);

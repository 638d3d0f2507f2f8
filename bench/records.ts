// npm run bench:records: what a record costs in the local runtime, beside a bare loop over the same server and the same processes.
import { join } from 'node:path';
import { cpuOf, median } from './cpu.ts';

const rounds = 3;
const records = 200_000;

type Way = 'bare' | 'runtime';

/** CPU seconds, user and system, of the run and of the processes of its function. */
const cpu = (way: Way, count: number): number =>
  cpuOf({
    argv: [process.execPath, join(import.meta.dirname, 'records-once.ts'), way, String(count)],
    cwd: process.cwd(),
    env: {},
    uid: undefined,
  });
/** CPU microseconds of a record, without what starting costs. */
const costOf = (way: Way): number => ((cpu(way, records) - cpu(way, 0)) / records) * 1e6;

const measured = Array.from({ length: rounds }, () => ({ bare: costOf('bare'), runtime: costOf('runtime') }));
const inMicroseconds = (way: Way) => `${median(measured.map((each) => each[way])).toFixed(1)} µs`;
const ratio = median(measured.map(({ bare, runtime }) => bare / runtime));
const rows = [
  ['bare loop: request, JSON, process', inMicroseconds('bare'), ''],
  ['`PutRecords` to the return of the function', inMicroseconds('runtime'), ''],
  ['speed of the runtime / of the bare loop', ratio.toFixed(2), `at least 0.5: ${ratio >= 0.5 ? 'met' : '**missed**'}`],
];
console.log(`CPU time of a record of 1 KB, median of ${rounds} rounds of ${records} records in turns.\n`);
console.log('| | CPU | target |\n| --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

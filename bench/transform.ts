import { join } from 'node:path';
import { cpuOf, median } from './cpu.ts';
import { atMost, type Section } from './table.ts';

const rounds = 5;
const batches = 300;

type Way = 'plain' | 'ours';

/** What a change costs the transform of the history, beside a plain handler. */
export function transform(): Section {
  const measured = Array.from({ length: rounds }, () => ({ plain: costOf('plain'), ours: costOf('ours') }));
  const inMicroseconds = (way: Way) => `${median(measured.map((each) => each[way])).toFixed(1)} µs`;
  const ratio = median(measured.map(({ plain, ours }) => ours / plain));
  return {
    title: `Transform: CPU time of a change of 1.3 KB, item before and after, in batches of 500; median of ${rounds} rounds in turns.`,
    unit: 'CPU',
    rows: [
      ['plain handler: decode, `JSON.parse`, `unmarshall`, stringify, encode', inMicroseconds('plain'), ''],
      ['`history-transform`', inMicroseconds('ours'), ''],
      ['`history-transform` / plain handler', ratio.toFixed(2), atMost(0.8, '', ratio)],
    ],
  };
}

/** CPU microseconds of a change, without what starting costs. */
const costOf = (way: Way): number => ((cpu(way, batches) - cpu(way, 0)) / (batches * 500)) * 1e6;

const cpu = (way: Way, count: number): number =>
  cpuOf({
    argv: [process.execPath, join(import.meta.dirname, 'transform', 'once.ts'), way, String(count)],
    cwd: process.cwd(),
    env: {},
    uid: undefined,
  });

import { existsSync } from 'node:fs';
import type { SinkSummary } from '../runtime/contracts/ledger.ts';
import { generated, runIn } from './generated-project.ts';
import { atMost, type Section } from './table.ts';

const events = 1_000_000;
const items = 20_000;
/** MB */
const limit = 600;

/** What memory-run.ts finds; peaks in MB. */
export interface MemoryReport {
  readonly events: number;
  readonly seconds: number;
  readonly runtime: number;
  readonly functions: readonly { readonly name: string; readonly peak: number }[];
  readonly index: SinkSummary;
}

/** The most memory that the processes of a generated project's local run ever have. Throws when the run loses an event. */
export function memory(): Section {
  const title = `Memory: the most that a process of a local run ever has, over ${count(events)} changes of ${count(items)} items`;
  const runtime = '`npm run local`: services, account and ledger';
  if (!existsSync('/proc/self/status'))
    return {
      title: `${title}; not measured: that takes the /proc of Linux.`,
      unit: 'peak',
      rows: [[runtime, '', atMost(limit, ' MB', NaN)]],
    };
  const report = runIn<MemoryReport>(generated('memory'), 'memory-run.ts', events, items);
  const { index } = report;
  const accounted = index.delivered + index.superseded + index.parked + index.dropped;
  if (index.lost > 0 || accounted !== report.events)
    throw new Error(
      `The ledger accounts for ${accounted} of ${report.events} events; ${index.lost} are lost: ${index.lostIds.slice(0, 20).join(', ')}`,
    );
  const functions = [...Map.groupBy(report.functions, ({ name }) => name)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    title: `${title}, in ${report.seconds} s; none is lost.`,
    unit: 'peak',
    rows: [
      [runtime, `${report.runtime} MB`, atMost(limit, ' MB', report.runtime)],
      ...functions.map(([name, processes]): [string, string, string] => [
        `function \`${name}\`, ${processes.length === 1 ? 'its process' : `the largest of ${processes.length} processes`}`,
        `${Math.max(...processes.map(({ peak }) => peak))} MB`,
        '',
      ]),
    ],
  };
}

const count = (number: number): string => number.toLocaleString('en');

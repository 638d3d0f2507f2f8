import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SinkSummary } from '../runtime/contracts/ledger.ts';
import { atMost, type Section } from './table.ts';

const events = 1_000_000;
const items = 20_000;
/** MB */
const limit = 600;

const root = join(import.meta.dirname, '..');
/** Below the repository, so that the project finds its dependencies in the repository's node_modules. */
const folder = join(root, 'build', 'bench', 'memory');

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
  const report = run(generated());
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

/** A project as users make one. Returns its folder. */
function generated(): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cli = join(root, 'bin', 'stream-pipeline.js');
  execFileSync(process.execPath, [cli, 'new', 'shop', '--yes', '--no-install', '--no-git'], { cwd: folder });
  return join(folder, 'shop');
}

/** Runs in a process of its own, with the flags that `npm run local` has; how far it is can be seen on stderr. */
function run(project: string): MemoryReport {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: { local: string } };
  const [, flags] = /tsx ((?:--\S+ )*)tools\/local\/main\.ts$/.exec(scripts.local)!;
  const argv = [
    ...flags!.split(' ').filter(Boolean),
    '--import',
    'tsx',
    join(import.meta.dirname, 'memory-run.ts'),
    String(events),
    String(items),
  ];
  const report = execFileSync(process.execPath, argv, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(report) as MemoryReport;
}

const count = (number: number): string => number.toLocaleString('en');

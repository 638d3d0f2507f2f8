import { generated, runIn } from './generated-project.ts';
import type { Row, Section } from './table.ts';

const rates = [100, 1000, 10_000];
/** Of each rate, after it has become steady. */
const seconds = 20;

const hops = ['to the stream', 'to the engine (batching, function)', 'to the next refresh'];

/** What load-run.ts finds. */
export interface LoadReport {
  /** Items written a second. */
  readonly rate: number;
  /** Milliseconds of each hop, of each item that was watched. */
  readonly hops: readonly (readonly [number, number, number])[];
}

/** An item's way from the write to a search that finds it, in the local run of a project with a domain. */
export function load(): Section {
  const project = generated('load', '--search', 'domain');
  const reports = rates.map((rate) => [rate, runIn<LoadReport>(project, 'load-run.ts', rate, seconds)] as const);
  return {
    title: `Load: an item's way from its write to a search that finds it, in the local run of a project with a domain, without faults; ${seconds} s at each rate.`,
    unit: 'p50, p99',
    rows: reports.flatMap(([rate, report]) => rowsOf(rate, report)),
  };
}

function rowsOf(rate: number, { rate: reached, hops: watched }: LoadReport): Row[] {
  const ways = watched.map((each) => each.reduce((sum, hop) => sum + hop, 0));
  const all = sum(ways);
  const name = `${rate.toLocaleString('en')} writes a second`;
  const slower = reached < rate * 0.95 ? ` (this machine: ${Math.round(reached).toLocaleString('en')})` : '';
  return [
    [`${name}${slower}: from write to searchable`, figures(ways), ''],
    ...hops.map((hop, at): Row => {
      const times = watched.map((each) => each[at]!);
      return [hop, `${figures(times)}: ${Math.round((sum(times) / all) * 100)} %`, ''];
    }),
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function figures(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)]! / 1000).toFixed(2);
  return `${at(0.5)} s, ${at(0.99)} s`;
}

import { generated, runIn } from './generated-project.ts';
import type { Row, Section } from './table.ts';

const rate = 1000;
/** After it has become steady. */
const seconds = 20;

/** What push-run.ts finds. */
export interface PushReport {
  /** Events a second. */
  readonly rate: number;
  /** Milliseconds of each hop, of each offer that was pushed. */
  readonly hops: readonly (readonly [bridge: number, analysis: number, push: number])[];
  /** What of it was work of a function: milliseconds of an invocation, on average. */
  readonly functions: Readonly<Record<'Bridge' | 'Push', number>>;
}

const hops = [
  'bridge: from the topic to the stream',
  'stream and analysis: to the table',
  "table's stream, push and channel: to the user",
];

/** An event's way from the topic to the push of the offer that it completes, in the local run of a project with every default. */
export function push(): Section {
  const project = generated('push', '--use-case', 'clickstream');
  const { rate: reached, hops: watched, functions } = runIn<PushReport>(project, 'push-run.ts', rate, seconds);
  const ways = watched.map((each) => sum(each));
  const slower = reached < rate * 0.95 ? ` (this machine: ${Math.round(reached).toLocaleString('en')})` : '';
  return {
    title: `Push: an event's way from the topic to the push of the offer that it completes, in the local run of a project with every default, without faults; ${rate.toLocaleString('en')} events a second${slower} for ${seconds} s, ${watched.length} offers.`,
    unit: 'p50, p95, p99',
    rows: [
      ['from the topic to the user', figures(ways), ''],
      ...hops.map((hop, at): Row => {
        const times = watched.map((each) => each[at]!);
        return [hop, `${figures(times)}: ${Math.round((sum(times) / sum(ways)) * 100)} %`, ''];
      }),
      ...Object.entries(functions).map(([name, milliseconds]): Row => [
        `of it, an invocation of ${name}`,
        `${milliseconds.toFixed(0)} ms on average`,
        '',
      ]),
    ],
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function figures(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((part) => `${Math.round(sorted[Math.floor(sorted.length * part)]!)} ms`).join(', ');
}

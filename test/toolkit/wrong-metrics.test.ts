import { expect, it } from '@jest/globals';
import type { SinkAccount } from '../../runtime/contracts/ledger.ts';
import type { MetricSeries } from '../../runtime/contracts/metrics.ts';
import { wrongMetrics } from '../../toolkit/local/wrong-metrics.ts';

const names = { delivered: 'Written', superseded: 'Older', dropped: ['Dropped'], lag: ['Latency'] };
const sink = { sink: 'index', delivered: 7, superseded: 2, dropped: 1, parked: 0, lost: 0 } as SinkAccount;

/** Metrics of two minutes; each value is reported once. */
const reported = (values: Record<string, number[]>): MetricSeries[] =>
  Object.entries(values).map(([name, each]) => ({
    namespace: 'own',
    name,
    dimensions: {},
    minutes: each.map((value, nth) => ({ at: nth * 60_000, count: 1, sum: value, min: value, max: value })),
  }));
const right = { Written: [4, 3], Older: [2, 0], Dropped: [1], Latency: [900, 12_000] };
const wrong = (values: object, length = 120_000) =>
  wrongMetrics(reported({ ...right, ...values }), names, [sink], length);

it('finds nothing wrong with counters that equal the ledger, or count repetitions', () => {
  expect(wrong({})).toEqual([]);
  // a repetition finds its own version in the sink
  expect(wrong({ Written: [5], Older: [9], Dropped: [3] })).toEqual([]);
});

it.each([
  ['a counter that is too low', { Written: [4] }, 'Written + Older: 6 counted, and the ledger has 9'],
  ['a counter that is never reported', { Dropped: [] }, 'Dropped: 0 counted, and the ledger has 1'],
  ['latencies that are never reported', { Latency: [] }, 'Latency: nothing was reported'],
  ['a latency below zero', { Latency: [-5, 10] }, 'Latency: from -5 to 10 ms, in a run of 120,000 ms'],
  [
    'a latency in microseconds',
    { Latency: [900_000_000] },
    'Latency: from 900,000,000 to 900,000,000 ms, in a run of 120,000 ms',
  ],
])('finds %s', (_what, values, problem) => {
  expect(wrong(values)).toEqual([problem]);
});

it('counts an event once that goes to several sinks', () => {
  const other = { ...sink, sink: 'lake', delivered: 9 };
  const problems = (values: object) => wrongMetrics(reported({ ...right, ...values }), names, [sink, other], 120_000);
  expect(problems({ Written: [9] })).toEqual([]);
  expect(problems({ Written: [8] })).toEqual(['Written + Older: 10 counted, and the ledger has 11']);
});

it('says nothing of a run that is longer than metrics are kept', () => {
  expect(wrong({ Written: [0] }, 4 * 3_600_000)).toEqual([]);
});

it('adds up the metrics of what was delivered', () => {
  const { superseded: _, ...several } = { ...names, delivered: ['Written', 'Tombstones'] };
  const problems = (values: object) => wrongMetrics(reported({ ...right, ...values }), several, [sink], 120_000);
  expect(problems({ Written: [4], Tombstones: [3] })).toEqual([]);
  expect(problems({ Written: [4], Tombstones: [2] })).toEqual([
    'Written + Tombstones: 6 counted, and the ledger has 7',
  ]);
});

import { expect, it } from '@jest/globals';
import { problemsOf, verdictOf, type CheckReport } from '../../tools/local/report.ts';

const sink = (lostIds: string[]): CheckReport['sinks'][number] => ({
  sink: 'index',
  delivered: 1234 - lostIds.length,
  superseded: 0,
  parked: 0,
  dropped: 0,
  lost: lostIds.length,
  duplicates: 0,
  deliveredAndParked: 0,
  lostIds,
});

const report = (lost: { before: string[]; after: string[] }, wrong: string[]): CheckReport => ({
  seed: 1,
  changes: 1500,
  events: 1234,
  sinks: [sink(lost.before)],
  afterReplay: [sink(lost.after)],
  newest: {},
  wrong,
  faults: {},
  errors: [],
  unused: [],
  standIns: [],
  notModelled: [],
});

it.each([
  ['nothing is lost', report({ before: [], after: [] }, []), 'PASSED: 1,234 events accepted, 0 lost.'],
  [
    'events are lost, one of them by the replay',
    report({ before: ['a', 'b'], after: ['b', 'c'] }, []),
    'FAILED: 3 of 1,234 events lost.',
  ],
  [
    'a document is wrong',
    report({ before: [], after: [] }, ['a: wrong']),
    'FAILED: 0 of 1,234 events lost, 1 other problem found.',
  ],
  [
    'events are lost and documents are wrong',
    report({ before: ['a'], after: ['a'] }, ['a: wrong', 'b: wrong', 'b: wrong']),
    'FAILED: 1 of 1,234 events lost, 2 other problems found.',
  ],
])('the verdict when %s', (_what, found, verdict) => {
  expect(verdictOf(found)).toBe(verdict);
});

it('names each problem once', () => {
  expect(problemsOf(report({ before: ['a'], after: ['a', 'b'] }, ['c: wrong', 'c: wrong']))).toEqual([
    'lost on the way to index: a',
    'lost on the way to index: b',
    'c: wrong',
  ]);
});

import { expect, it } from '@jest/globals';
import { complaints, printed, verdictLine, type CheckReport } from '../../toolkit/local/report.ts';

const sink = (lostIds: string[]): CheckReport['sinks'][number] => ({
  sink: 'index',
  delivered: 1176 - lostIds.length,
  superseded: 0,
  parked: 58,
  planted: 57,
  dropped: 0,
  lost: lostIds.length,
  duplicates: 0,
  deliveredAndParked: 0,
  lostIds,
});

const nothing = {
  lost: 0,
  inFlight: 0,
  entered: 1234,
  delivered: 1176,
  superseded: 0,
  parked: 58,
  dropped: 0,
  sinks: [],
};

const report = (more: Partial<CheckReport>): CheckReport => ({
  seed: 1,
  fed: 1500,
  events: 1234,
  verdict: nothing,
  sinks: [sink([])],
  afterReplay: [sink([])],
  afterSchedules: [sink([])],
  newest: {},
  differences: [],
  validButParked: [],
  probes: [],
  metrics: [],
  schedules: [],
  faults: { 'stream.delay': 3 },
  outages: [],
  alarms: [],
  errors: [],
  unused: [{ component: 'Indexer', action: 's3:PutObject', resource: 'bucket' }],
  standIns: ['S3: in memory'],
  notModelled: [],
  ...more,
});

it.each<[string, Partial<CheckReport>, string]>([
  ['nothing is lost', {}, 'PASSED: 1,234 accepted, 0 lost'],
  [
    'events are lost, one of them by the replay',
    { sinks: [sink(['a', 'b'])], afterReplay: [sink(['b', 'c'])] },
    'FAILED: 3 of 1,234 lost',
  ],
  ['an event that a schedule made is lost', { afterSchedules: [sink(['canary'])] }, 'FAILED: 1 of 1,234 lost'],
  ['a schedule failed', { schedules: ['Purge: no'] }, 'FAILED: 0 of 1,234 lost; 1 schedules failed'],
  ['metrics are wrong', { metrics: ['a'] }, 'FAILED: 0 of 1,234 lost; 1 metrics are wrong'],
  ['documents are wrong', { differences: ['a: x', 'b: y'] }, 'FAILED: 0 of 1,234 lost; 2 documents differ'],
  [
    'everything is wrong',
    { sinks: [sink(['a'])], differences: ['a: wrong'], validButParked: ['b'], probes: ['c', 'd'] },
    'FAILED: 1 of 1,234 lost; 1 documents differ; 1 valid, but parked; 2 answers are wrong',
  ],
  [
    'it does not come to an end',
    {
      waited: 'Waited 30 minutes for 12 records of Changes in function Indexer.',
      sinks: [sink(['a', 'b'])],
      afterReplay: [],
      verdict: { ...nothing, delivered: 1174, inFlight: 2 },
    },
    'FAILED: 0 of 1,234 lost; 2 in flight. Waited 30 minutes for 12 records of Changes in function Indexer.',
  ],
])('the verdict when %s', (_what, more, line) => {
  expect(verdictLine(report(more), 'documents')).toBe(line);
});

it('says nothing when nothing is wrong', () => {
  expect(complaints(report({ errors: ['Indexer: timed out'] }), 'documents')).toEqual([]);
});

it('names each problem once, in a group of its kind, and at most ten', () => {
  const differences = Array.from({ length: 12 }, (_, nth) => `d${nth}: wrong`);
  const lost = report({ sinks: [sink(['a'])], afterReplay: [sink(['a', 'b'])], differences, errors: ['Indexer: x'] });
  expect(complaints(lost, 'documents')).toEqual([
    'Lost (2)',
    '  a, on the way to index',
    '  b, on the way to index',
    'Wrong documents (12)',
    ...differences.slice(0, 10).map((each) => `  ${each}`),
    '  and 2 more: --json lists all of them',
    'Logged by functions',
    '  Indexer: x',
  ]);
});

it('prints the equation, planted records in a row of their own, and details only when they are asked for', () => {
  const lines = printed(report({}), false).split('\n');
  expect(lines[0]).toBe(
    '1,234 entered = 1,176 delivered + 0 superseded + 58 parked + 0 dropped + 0 in flight + 0 lost',
  );
  expect(lines.join('\n')).toMatch(/^ {2}parked +58 .*\n {4}planted +57 /m);
  expect(lines.join('\n')).not.toMatch(/s3:PutObject|S3: in memory|Not modelled/);
  const verbose = printed(report({}), true);
  for (const detail of ['  Indexer: s3:PutObject on bucket', '  S3: in memory', '  none'])
    expect(verbose.split('\n')).toContain(detail);
  expect(printed(report({ notModelled: ['AWS::X (Y)'] }), false)).toContain('\n  AWS::X (Y)\n');
});

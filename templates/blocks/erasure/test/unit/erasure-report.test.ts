import { expect, it } from '@jest/globals';
import { eraseArguments } from '../../delivery/erasure/erase-arguments.ts';
import { erasureReport, saidOf } from '../../delivery/erasure/erasure-report.ts';
import { keptElsewhere } from '../../delivery/erasure/kept-elsewhere.ts';

it('says what it has done, what is left, and what comes next', () => {
  const erased = { theirs: 2, naming: 1, touched: 1, of: 9, earlier: 1, problems: [] };
  expect(saidOf({ title: 'lake', unit: ['row', 'file'] }, erased, true)).toBe(
    'lake: erased 2 rows in 1 of 9 files; 1 earlier version of files; 1 row of others with this id in it, left as they are',
  );
  const report = { browsers: new Set(['b 1']), theirs: 2, sure: false, isDone: true, kept: ['The topic.'] };
  expect(erasureReport(report)).toEqual([
    'Before a user signs in, events have the id of the browser. To erase these as well:',
    '  --user "b 1"',
    'Not erased by this command:',
    '  The topic.',
    'Nothing was changed. To erase, add: --yes',
  ]);
  expect(erasureReport({ ...report, isDone: false }).at(-1)).toBe('Not everything could be done: see above.');
  const settings = { streamRetention: { toHours: () => 24 } } as never;
  expect(keptElsewhere({ name: 'dev', client: { region: 'eu-west-1' }, outputs: {}, settings }).join(' ')).toContain(
    '24 hours',
  );
});

it.each([
  [['--user', 'ada'], '--stage: expected dev or local'],
  [['--stage', 'dev'], '--user: expected a user_id, not an empty text'],
  [['--stage', 'dev', '--user', ' '], '--user: expected a user_id'],
  [['--stage', 'dev', '--user', 'x'.repeat(257)], 'at most 256'],
  [['--stage', 'dev', '--user', 'ada', '--all'], "Unknown option '--all'"],
])('refuses %s', (argv, problem) => expect(() => eraseArguments(argv, ['dev', 'local'])).toThrow(problem));

it('takes a user as they are written', () =>
  expect(eraseArguments(['--stage', 'dev', '--user', 'x y', '--yes'], ['dev'])).toEqual({
    stage: 'dev',
    user: 'x y',
    sure: true,
  }));

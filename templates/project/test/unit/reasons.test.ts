import { expect, it } from '@jest/globals';
import { awsReason } from '../../processors/lib/aws-reason.ts';
import { LogSample } from '../../processors/lib/log-sample.ts';
import { Reasons } from '../../processors/lib/reasons.ts';

it('counts reasons, those of most records first', () => {
  const reasons = new Reasons();
  reasons.add('failed', '503', 2);
  reasons.add('blocked', '503', 1);
  reasons.add('blocked', '403', 4);
  reasons.add('failed', '503', 1);
  expect(reasons.most()).toEqual([
    { outcome: 'blocked', reason: '403', records: 4 },
    { outcome: 'failed', reason: '503', records: 3 },
    { outcome: 'blocked', reason: '503', records: 1 },
  ]);
});

it('makes no more than six lines of a batch in which everything fails for a reason of its own', () => {
  const reasons = new Reasons();
  for (let nth = 1; nth <= 500; nth++) reasons.add('parked', `reason ${nth}`, nth <= 5 ? 10 : 1);
  expect(reasons.most()).toHaveLength(6);
  expect(reasons.most().at(-1)).toEqual({ outcome: 'several', reason: '495 other reasons', records: 495 });
});

it('logs the same reason once a minute, with how often it came', () => {
  let now = 0;
  const sample = new LogSample({ now: () => now });
  const logged: [string, number][] = [];
  const came = (key: string) => sample.of(key, (times) => logged.push([key, times]));
  for (const at of [0, 1, 59_999, 60_000, 60_001]) {
    now = at;
    came('503');
  }
  came('403');
  expect(logged).toEqual([
    ['503', 1],
    ['503', 3],
    ['403', 1],
  ]);
});

it('gives the code and the text of an AWS error, and the code alone where the text may quote what was sent', () => {
  const error = (name: string) => Object.assign(new Error('about it'), { name });
  expect(awsReason(error('AccessDenied'))).toBe('AccessDenied: about it');
  expect(awsReason(error('ValidationException'))).toBe('ValidationException');
  expect(awsReason(Object.assign(new Error(''), { name: 'TimeoutError' }))).toBe('TimeoutError');
  expect(awsReason('thrown text')).toBe('no error was given');
});

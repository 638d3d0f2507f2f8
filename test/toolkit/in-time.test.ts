import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { inTime, NoProgress, patience } from '../../toolkit/local/deadline.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A clock twenty times as fast as the timers. */
const stack = { clock: { now: () => 20 * Date.now() } };
const never = new Promise<never>(() => undefined);
const going = new AbortController().signal;
const later = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds / 20);
const outcome = (work: Promise<unknown>): { ended: unknown } => {
  const found: { ended: unknown } = { ended: undefined };
  work.then(
    (value) => (found.ended = value),
    (error: unknown) => (found.ended = error),
  );
  return found;
};

it('gives what the work gives', async () => {
  const found = outcome(inTime(Promise.resolve('done'), { waitsFor: () => 'it' }, stack, going));
  await later(0);
  expect(found.ended).toBe('done');
  expect(jest.getTimerCount()).toBe(0);
});

it('ends work that makes no progress, and says what it waited for', async () => {
  const found = outcome(inTime(never, { left: () => 12, waitsFor: () => '12 records of Changes' }, stack, going));
  await later(patience);
  expect(found.ended).toBe(undefined);
  await later(20_000);
  expect(found.ended).toEqual(new NoProgress('Waited 30 minutes for 12 records of Changes.'));
  expect(jest.getTimerCount()).toBe(0);
});

it('waits on while records come to an end, and not for those that come back', async () => {
  let left = 10;
  const found = outcome(inTime(never, { left: () => left, waitsFor: () => 'records' }, stack, going));
  for (let nth = 0; nth < 5; nth++) {
    await later(0.9 * patience);
    left--;
  }
  expect(found.ended).toBe(undefined);
  for (let nth = 0; nth < 3; nth++) {
    await later(patience / 2);
    left = nth % 2 === 0 ? 8 : 5;
  }
  expect(found.ended).toBeInstanceOf(NoProgress);
});

it('ends with the reason of the signal', async () => {
  const stopped = new AbortController();
  const found = outcome(inTime(never, { waitsFor: () => 'it' }, stack, stopped.signal));
  stopped.abort(new Error('stopped'));
  await later(0);
  expect(found.ended).toEqual(new Error('stopped'));
});

import { expect, it } from '@jest/globals';
import { deadlineOf } from '../../processors/lib/deadline.ts';

it.each([
  [60_000, 50_000],
  [10_000, 0],
  [4_000, 0],
])('leaves, of %d ms and a margin of 10 s, %d ms to work', (left, work) => {
  expect(deadlineOf({ getRemainingTimeInMillis: () => left }, 10_000).remaining()).toBe(work);
});

import { expect, it } from '@jest/globals';
import { lowestFailed } from '../../processors/lib/lowest-failed.ts';

it('reports the lowest of the sequence numbers, compared as numbers', () => {
  const numbers = [
    '49590338271490256608559692538361571095921575989136588898',
    '49590338271490256608559692538361571095921575989136588897',
    '9',
  ];
  expect(lowestFailed(numbers)).toEqual({ batchItemFailures: [{ itemIdentifier: '9' }] });
  expect(lowestFailed(numbers.slice(0, 2))).toEqual({ batchItemFailures: [{ itemIdentifier: numbers[1] }] });
});

it('reports nothing when nothing failed', () => {
  expect(lowestFailed([])).toEqual({ batchItemFailures: [] });
});

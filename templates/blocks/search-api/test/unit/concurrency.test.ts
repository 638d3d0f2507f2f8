import { expect, it } from '@jest/globals';
import { judgeConcurrency } from '../../delivery/concurrency.ts';

it.each([
  ['nothing is reserved', undefined, { limit: 10, unreserved: 10, own: 0 }],
  ['the account has room', 100, { limit: 1000, unreserved: 1000, own: 0 }],
  ['exactly enough is left for all others', 100, { limit: 200, unreserved: 200, own: 0 }],
  ['it has reserved as many already', 100, { limit: 200, unreserved: 100, own: 100 }],
])('finds nothing where %s', (_, wanted, concurrency) => {
  const { problems, fine } = judgeConcurrency(wanted, concurrency);
  expect(problems).toEqual([]);
  expect(fine).not.toBe('');
});

it('says how many an account with other reservations can spare', () => {
  const { problems } = judgeConcurrency(100, { limit: 1000, unreserved: 130, own: 20 });
  expect(problems).toEqual([
    {
      seen: '150 of the 1000 executions of the account are free to be reserved.',
      needed: '100 for searches, and 100 that stay unreserved.',
      remedy: expect.stringMatching(/searchConcurrency in infra\/config\.ts to 50 or less/),
    },
  ]);
});

it('tells a new account to reserve nothing', () => {
  const { problems } = judgeConcurrency(100, { limit: 10, unreserved: 10, own: 0 });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.remedy).toMatch(/searchConcurrency in infra\/config\.ts to undefined/);
});

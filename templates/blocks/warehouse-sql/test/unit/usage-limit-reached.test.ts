import { expect, it } from '@jest/globals';
import { StatementFailed } from '../../processors/lib/warehouse/statements.ts';
import { isUsageLimitReached } from '../../processors/lib/warehouse/usage-limit-reached.ts';

it.each([
  [
    'what a workgroup says at its limit',
    new StatementFailed('FAILED: ERROR: Query reached usage limit (REFRESH …)'),
    true,
  ],
  ['another failure', new StatementFailed('FAILED: ERROR: the refresh was stopped (REFRESH …)'), false],
  ['a limit of another kind', new Error('LimitExceededException: too many statements'), false],
  ['what is no error', 'usage limit', false],
])('%s', (_what, error, reached) => {
  expect(isUsageLimitReached(error)).toBe(reached);
});

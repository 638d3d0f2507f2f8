import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { concurrencyPreflight } from '../../delivery/concurrency-preflight.ts';
import { withAnswers } from '../aws-answers.ts';

const settings = {
  name: 'prod' as const,
  removalPolicy: RemovalPolicy.RETAIN,
  logRetention: RetentionDays.ONE_DAY,
  searchConcurrency: 100,
};
const account = (unreserved: number) => ({
  AccountLimit: { ConcurrentExecutions: 200, UnreservedConcurrentExecutions: unreserved },
});

const ask = (unreserved: number, outputs: Record<string, string>) => {
  const answer = (request: string) => ({
    status: 200,
    body: JSON.stringify(
      /account-settings/.test(request)
        ? account(unreserved)
        : /functions\/search\/concurrency/.test(request)
          ? { ReservedConcurrentExecutions: 100 }
          : {},
    ),
  });
  return withAnswers(answer, (client) => concurrencyPreflight.ask({ settings, client, outputs }));
};

it('needs the permission for each of its questions', () => {
  expect(concurrencyPreflight.permissions.flatMap(({ actions }) => actions)).toEqual([
    'lambda:GetAccountSettings',
    'lambda:GetFunctionConcurrency',
  ]);
});

it('asks what the account can spare, and what the function has already', async () => {
  expect((await ask(200, {})).problems).toEqual([]);
  expect((await ask(100, {})).problems).toHaveLength(1);
  expect((await ask(100, { SearchFunctionName: 'search' })).problems).toEqual([]);
  expect((await ask(100, { SearchFunctionName: 'another' })).problems).toHaveLength(1);
});

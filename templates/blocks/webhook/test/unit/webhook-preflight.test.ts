import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { webhookPreflight } from '../../delivery/webhook-preflight.ts';
import { judgeWebhook } from '../../delivery/webhook-room.ts';
import { withAnswers } from '../aws-answers.ts';

const room = { limit: 1000, unreserved: 900, own: 0, connections: 4 };

it('takes as many as brokers and account have room for', () => {
  expect(judgeWebhook(3, room)).toEqual({
    problems: [],
    fine: '3 are reserved, and 897 are left for all other functions.',
  });
  expect(judgeWebhook(500, { ...room, connections: undefined }).problems).toEqual([]);
});

it('refuses more processes than connections that a broker takes, that of the social producer included', () => {
  const { problems } = judgeWebhook(4, room);
  expect(problems).toEqual([expect.objectContaining({ seen: 'A broker takes 4 new connections with IAM a second.' })]);
  expect(problems[0]!.remedy).toContain('to 3 or less');
});

it('refuses what leaves others fewer than 100, and counts what it has already', () => {
  expect(judgeWebhook(3, { ...room, unreserved: 102 }).problems).toHaveLength(1);
  expect(judgeWebhook(3, { ...room, unreserved: 103 }).problems).toEqual([]);
  expect(judgeWebhook(3, { ...room, unreserved: 100, own: 3 }).problems).toEqual([]);
});

it('asks what the account can spare, and what the function has already', async () => {
  const settings = {
    name: 'dev' as const,
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_DAY,
    webhook: { concurrency: 3 },
  };
  const answer = (request: string) => ({
    status: 200,
    body: JSON.stringify(
      request.includes('account-settings')
        ? { AccountLimit: { ConcurrentExecutions: 200, UnreservedConcurrentExecutions: 100 } }
        : { ReservedConcurrentExecutions: request.includes('functions/webhook/concurrency') ? 3 : 0 },
    ),
  });
  const found = (outputs: Record<string, string>) =>
    withAnswers(answer, (client) => webhookPreflight.ask({ settings, client, outputs }));
  expect((await found({})).problems).toHaveLength(1);
  expect((await found({ WebhookFunctionName: 'another' })).problems).toHaveLength(1);
  expect((await found({ WebhookFunctionName: 'webhook' })).problems).toEqual([]);
});

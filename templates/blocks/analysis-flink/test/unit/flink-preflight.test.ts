import { expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { judgeApplications } from '../../delivery/flink-applications.ts';
import { flinkPreflight } from '../../delivery/flink-preflight.ts';
import { withAnswers } from '../aws-answers.ts';

const settings = { name: 'dev' as const, removalPolicy: RemovalPolicy.DESTROY, logRetention: RetentionDays.ONE_DAY };

it('needs the permission for its question', () => {
  expect(flinkPreflight.permissions.flatMap(({ actions }) => actions)).toEqual(['kinesisanalytics:ListApplications']);
});

it('counts the applications of the region', async () => {
  const names = (count: number) => Array.from({ length: count }, (_, nth) => ({ ApplicationName: `app-${nth}` }));
  const answer = () => ({ status: 200, body: JSON.stringify({ ApplicationSummaries: names(3) }) });
  const findings = await withAnswers(answer, (client) => flinkPreflight.ask({ settings, client, outputs: {} }));
  expect(findings).toEqual({ problems: [], fine: '3 applications of Managed Flink in the region' });
});

it('finds that there is no room for one more, where the stage has none yet', () => {
  expect(judgeApplications(99, { isMade: false }).problems).toEqual([]);
  expect(judgeApplications(100, { isMade: true }).problems).toEqual([]);
  expect(judgeApplications(100, { isMade: false }).problems).toMatchObject([
    { remedy: expect.stringContaining('Service Quotas') },
  ]);
});

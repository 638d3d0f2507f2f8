import { KinesisAnalyticsV2Client, paginateListApplications } from '@aws-sdk/client-kinesis-analytics-v2';
import type { Stage } from '../infra/stage.ts';
import type { Findings, PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Managed Flink developer guide, "Quotas": applications of an account in a region, where nobody has asked for more. */
const most = 100;

/** What to think of the applications that a region has. `isMade`: that of the stage is among them. */
export function judgeApplications(count: number, { isMade }: { isMade: boolean }): Findings {
  const seen = `${count} applications of Managed Flink in the region`;
  if (isMade || count < most) return { problems: [], fine: seen };
  const problem = {
    seen,
    needed: `one more than the usual quota of ${most} allows`,
    remedy: 'Delete applications that nobody needs, or ask for more in Service Quotas.',
  };
  return { problems: [problem], fine: '' };
}

/** Whether the region has Managed Flink, which then has the runtime of the job, and room for one more application. */
export const flinkPreflight: PreflightCheck<Stage> = {
  title: 'Managed Flink',
  // cannot be limited to a resource (Service Authorization Reference)
  permissions: [{ actions: ['kinesisanalytics:ListApplications'], resources: ['*'] }],
  ask: async ({ client, outputs }) => {
    let count = 0;
    for await (const { ApplicationSummaries = [] } of paginateListApplications(
      { client: new KinesisAnalyticsV2Client(client) },
      { Limit: 50 },
    ))
      count += ApplicationSummaries.length;
    return judgeApplications(count, { isMade: outputs['AnalysisApplicationName'] !== undefined });
  },
};

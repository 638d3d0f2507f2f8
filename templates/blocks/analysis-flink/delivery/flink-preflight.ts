import { KinesisAnalyticsV2Client, paginateListApplications } from '@aws-sdk/client-kinesis-analytics-v2';
import type { Stage } from '../infra/stage.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { judgeApplications } from './flink-applications.ts';

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

import { Logger } from '@aws-lambda-powertools/logger';
import {
  DescribeApplicationCommand,
  KinesisAnalyticsV2Client,
  ListApplicationSnapshotsCommand,
  StartApplicationCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { untilItRuns, type ApplicationApi } from './running-application.ts';

const logger = new Logger();
const client = new KinesisAnalyticsV2Client();

const api: ApplicationApi = {
  describe: async (ApplicationName) => {
    const { ApplicationDetail } = await client.send(new DescribeApplicationCommand({ ApplicationName }));
    const { ApplicationStatus, ApplicationConfigurationDescription } = ApplicationDetail!;
    const code = ApplicationConfigurationDescription?.ApplicationCodeConfigurationDescription?.CodeContentDescription;
    return { status: ApplicationStatus!, jar: code?.S3ApplicationCodeLocationDescription?.FileKey };
  },
  hasSnapshots: async (ApplicationName) => {
    const { SnapshotSummaries = [] } = await client.send(
      new ListApplicationSnapshotsCommand({ ApplicationName, Limit: 50 }),
    );
    return SnapshotSummaries.some(({ SnapshotStatus }) => SnapshotStatus === 'READY');
  },
  start: async (ApplicationName, { restore }) => {
    await client.send(
      new StartApplicationCommand({
        ApplicationName,
        RunConfiguration: {
          ApplicationRestoreConfiguration: {
            ApplicationRestoreType: restore ? 'RESTORE_FROM_LATEST_SNAPSHOT' : 'SKIP_RESTORE_FROM_SNAPSHOT',
          },
        },
      }),
    );
  },
};

/** Runs in a deployment, because CloudFormation makes an application and does not start it. It waits until the job runs. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { ApplicationName, Jar } = event.ResourceProperties as unknown as Properties;
  const step = {
    id: ApplicationName,
    run: async () => {
      // the application goes with its stack, and takes the job with it
      if (event.RequestType === 'Delete') return;
      await untilItRuns(api, { name: ApplicationName, jar: Jar }, systemClock, deadlineOf(context, margins.toAnswer));
    },
  };
  return respond(event, step, { fetch, logger });
};

interface Properties {
  ApplicationName: string;
  Jar: string;
}

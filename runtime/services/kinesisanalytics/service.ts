import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { Applications } from './applications.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';

export const kinesisanalytics = {
  id: 'kinesisanalytics',
  signingNames: ['kinesisanalytics'],
  kind: 'application',
  resources: {
    'AWS::KinesisAnalyticsV2::Application': {
      name: { property: 'ApplicationName', most: 128 },
      arn: arn('kinesisanalytics', (self) => `application/${name(self)}`),
      standIn:
        'Managed Flink: the program of the job does not run, as it needs a JVM; TypeScript of the project takes its place, with the permissions of its role, and no parallelism, checkpoints, snapshots or autoscaling',
    },
    'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption': {
      readBy: 'nothing: a stand-in of a job writes no log',
    },
  },
  faults,
  metrics,
  start: (host) => new Applications(host),
} satisfies Service;

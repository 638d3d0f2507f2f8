import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Stage } from './stage.ts';

/** Everything that differs between the stages. */
export interface PipelineStage extends Stage {
  /** How long the stream holds readings: the time there is to mend a broken archiver. */
  streamRetention: Duration;
}

export const stages: readonly PipelineStage[] = [
  {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    streamRetention: Duration.hours(24),
  },
  {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    logRetention: RetentionDays.THREE_MONTHS,
    streamRetention: Duration.hours(72),
  },
];

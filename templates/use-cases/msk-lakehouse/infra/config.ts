import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LandingSettings } from './blocks/landing.ts';
import { project } from './project.ts';
import type { Stage } from './stage.ts';

/** Everything that differs between the stages. */
export interface PipelineStage extends Stage {
  landing: LandingSettings;
}

export const stages: readonly PipelineStage[] = [
  {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    landing: {
      consumerGroup: `${project.name}-dev`,
      pollers: { least: 1, most: 2 },
      objective: Duration.seconds(30),
    },
  },
  {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    logRetention: RetentionDays.THREE_MONTHS,
    landing: {
      consumerGroup: `${project.name}-prod`,
      pollers: { least: 1, most: 20 },
      objective: Duration.seconds(10),
    },
  },
];

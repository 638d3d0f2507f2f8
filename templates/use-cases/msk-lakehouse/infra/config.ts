import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LandingSettings } from './blocks/landing.ts';
import type { WebhookSettings } from './blocks/webhook.ts';
import { project } from './project.ts';
import type { Stage } from './stage.ts';

/** Everything that differs between the stages. */
export interface PipelineStage extends Stage {
  landing: LandingSettings;
  webhook: WebhookSettings;
  /** Posts that each run of the social producer makes; it reads the counters of seven times as many. */
  socialPosts: number;
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
    webhook: { scheme: 'standard', concurrency: 3, perSecond: 100 },
    socialPosts: 20,
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
    webhook: { scheme: 'standard', concurrency: 3, perSecond: 100 },
    socialPosts: 20,
  },
];

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DetectorSettings } from './detector-settings.ts';
import { project } from './project.ts';
import type { Stage } from './stage.ts';

/** Everything that differs between the stages. */
export interface PipelineStage extends Stage {
  /** How long the stream holds events: the time that a sink may be out of reach. */
  streamRetention: Duration;
  /** How long the raw bucket keeps logs, and earlier versions of them; undefined for ever. */
  rawRetention: Duration | undefined;
  /** Invocations of ingest that run at once, 2 to 1,000: one reads at about 60 MB of text a second. */
  ingestConcurrency: number;
  /** What is unusual, and who hears of it. */
  analytics: DetectorSettings;
}

/** Services of AWS deliver logs some minutes after the request (guides of the services, "Access logs"). */
const analytics: DetectorSettings = {
  sourceDelays: {
    alb: Duration.minutes(7),
    cloudfront: Duration.minutes(10),
    'vpc-flow': Duration.minutes(15),
    '*': Duration.minutes(3),
  },
  coolDown: Duration.hours(1),
  reserveEvaluator: false,
  anomalyEmail: project.alarmEmail,
};

export const stages: readonly PipelineStage[] = [
  {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    streamRetention: Duration.hours(24),
    rawRetention: Duration.days(90),
    ingestConcurrency: 2,
    analytics,
  },
  {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    logRetention: RetentionDays.THREE_MONTHS,
    streamRetention: Duration.hours(72),
    rawRetention: undefined,
    ingestConcurrency: 10,
    analytics: { ...analytics, reserveEvaluator: true },
  },
];

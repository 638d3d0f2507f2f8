import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { searchSizes, type SearchSize } from './blocks/search-size.ts';
import type { Stage } from './stage.ts';

/** Everything that differs between the stages. */
export interface PipelineStage extends Stage {
  /** How long the stream holds changes: the time there is to mend a broken indexer without a backfill. */
  streamRetention: Duration;
  /**
   * How long the index remembers that a document was deleted. An older change that arrives later than that would bring it
   * back, so it is longer than the stream holds one.
   */
  tombstoneRetention: Duration;
  /** From the write to the table until the change can be found: the 99th percentile to keep. */
  latencyObjective: Duration;
  search: SearchSize;
}

export const stages: readonly PipelineStage[] = [
  {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    streamRetention: Duration.hours(24),
    tombstoneRetention: Duration.days(7),
    latencyObjective: Duration.seconds(60),
    search: searchSizes.dev,
  },
  {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    logRetention: RetentionDays.THREE_MONTHS,
    streamRetention: Duration.hours(72),
    tombstoneRetention: Duration.days(7),
    latencyObjective: Duration.seconds(30),
    search: searchSizes.prod,
  },
];

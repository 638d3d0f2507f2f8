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
  /** Web pages that may call the search API from a browser, by origin: https://shop.example.com. None: no page may. */
  webOrigins: readonly string[];
  /**
   * Searches that run at once. It is taken from the concurrency of the account, which has 100 left afterwards or refuses:
   * `npm run preflight` asks. A new account may have 10 in all; undefined sets no bound.
   */
  searchConcurrency: number | undefined;
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
    webOrigins: [],
    searchConcurrency: undefined,
  },
  {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    logRetention: RetentionDays.THREE_MONTHS,
    streamRetention: Duration.hours(72),
    tombstoneRetention: Duration.days(7),
    latencyObjective: Duration.seconds(30),
    search: searchSizes.prod,
    webOrigins: [],
    searchConcurrency: 100,
  },
];

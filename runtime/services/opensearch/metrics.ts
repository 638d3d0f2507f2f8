import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const domain = {
  dimensions: { ClientId: 'account', DomainName: 'AWS::OpenSearchService::Domain' },
  unit: 'Count',
  source: 'OpenSearch Service guide, managedomains-cloudwatchmetrics',
} as const;
const collection = {
  dimensions: {
    ClientId: 'account',
    CollectionId: 'AWS::OpenSearchServerless::Collection',
    CollectionName: 'AWS::OpenSearchServerless::Collection',
  },
  unit: 'Count',
  source: 'OpenSearch Service guide, monitoring-cloudwatch (Serverless)',
} as const;
export const metrics = {
  'AWS/AOSS': {
    IngestionRequestErrors: collection,
  },
  'AWS/ES': {
    'ClusterStatus.red': domain,
    ClusterIndexWritesBlocked: domain,
    FreeStorageSpace: { ...domain, unit: 'Megabytes' },
    JVMMemoryPressure: { ...domain, unit: 'Percent' },
  },
} satisfies MetricDefinitions;

/** The state of a domain. */
export interface Health {
  readonly diskFull: boolean;
  readonly memoryFull: boolean;
  readonly shardMissing: boolean;
  /** MiB on each node. */
  readonly volume: number;
}

/**
 * What a domain reports every minute. The engine of a run has no machine of its own: it reports what the states that are switched on
 * mean, and else those of a node that has little to do.
 */
export function reportHealth(
  sink: MetricSink,
  dimensions: Readonly<Record<string, string>>,
  { diskFull, memoryFull, shardMissing, volume }: Health,
): void {
  sink.put('AWS/ES', 'ClusterStatus.red', dimensions, shardMissing ? 1 : 0);
  sink.put('AWS/ES', 'ClusterIndexWritesBlocked', dimensions, diskFull ? 1 : 0);
  sink.put('AWS/ES', 'FreeStorageSpace', dimensions, volume * (diskFull ? 0.1 : 0.8));
  sink.put('AWS/ES', 'JVMMemoryPressure', dimensions, memoryFull ? 98 : 40);
}

/** "emits this metric when a bulk indexing operation fails for any reason" */
export const reportIndexing = (
  sink: MetricSink,
  dimensions: Readonly<Record<string, string>>,
  succeeded: boolean,
): void => sink.put('AWS/AOSS', 'IngestionRequestErrors', dimensions, succeeded ? 0 : 1);

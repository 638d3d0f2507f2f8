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
const noMachine = 'the engine of a run has no disk and no memory of its own';

export const metrics = {
  'AWS/AOSS': {
    IngestionRequestErrors: collection,
  },
  'AWS/ES': {
    'ClusterStatus.red': domain,
    ClusterIndexWritesBlocked: domain,
    FreeStorageSpace: { ...domain, absent: noMachine },
    JVMMemoryPressure: { ...domain, absent: noMachine },
  },
} satisfies MetricDefinitions;

/** What a domain reports every minute: the engine of a run has all of its shards, and takes writes. */
export function reportHealth(sink: MetricSink, dimensions: Readonly<Record<string, string>>): void {
  sink.put('AWS/ES', 'ClusterStatus.red', dimensions, 0);
  sink.put('AWS/ES', 'ClusterIndexWritesBlocked', dimensions, 0);
}

/** "emits this metric when a bulk indexing operation fails for any reason" */
export const reportIndexing = (
  sink: MetricSink,
  dimensions: Readonly<Record<string, string>>,
  succeeded: boolean,
): void => sink.put('AWS/AOSS', 'IngestionRequestErrors', dimensions, succeeded ? 0 : 1);

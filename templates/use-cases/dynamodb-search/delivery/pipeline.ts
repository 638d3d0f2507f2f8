import { itemKey } from '../contract/derived/item-table.ts';
import { indexerMetrics } from '../processors/indexer/metrics.ts';
import type { FailureStore, Pipeline, PipelineDescription, Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureStores, parkedShapes } from './failure-stores.ts';
import { indexSink } from './index-sink.ts';
import { parkedInStack } from './parked-in-stack.ts';
import type { SampleChange } from './sample-changes.ts';
import { searchProbe } from './search-probe.ts';
import { droppedChanges, isPlanted, readRecord, type TableRecord } from './table-record.ts';
import { tableSource } from './table-source.ts';

/** DynamoDB table -> Kinesis stream -> indexer -> OpenSearch index. */
export const pipeline: PipelineDescription<TableRecord, SampleChange> = {
  existingTables: ({ TableName }) => [{ name: TableName!, key: itemKey.map(({ name }) => name) as [string] }],
  failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
  objectSinks: () => [],
  entries: 'documents',
  metrics: {
    delivered: indexerMetrics.indexed,
    superseded: indexerMetrics.superseded,
    dropped: [indexerMetrics.dropped],
    lag: [indexerMetrics.latency],
  },
  outages: ['index.request-503', 'index.request-413', 'index.item-429', 'objects.put-failed'],
  at: (place): Pipeline<TableRecord, SampleChange> => ({
    identity: ({ digest }) => digest,
    name: ({ digest, change }) => change?.item ?? `unreadable ${digest.slice(0, 12)}`,
    happened: ({ change }) =>
      change === undefined ? 'not a table change' : change.image ? 'written' : change.expired ? 'expired' : 'removed',
    sources: { table: tableSource(place) },
    sinks: { index: indexSink(place) },
    meantFor: () => ['index'],
    dropped: droppedChanges,
    planted: isPlanted,
    parked: [failureStore('given-up', place), failureStore('rejected', place)],
    probes: [searchProbe(place)],
  }),
};

const failureStore = (kind: keyof typeof parkedShapes, place: Place): FailureStore<TableRecord> =>
  parkedInStack(
    {
      kind,
      shape: parkedShapes[kind],
      sinks: failureStores[kind].sinks,
      streamOutput: 'ChangeStreamName',
      read: readRecord,
    },
    place,
  );

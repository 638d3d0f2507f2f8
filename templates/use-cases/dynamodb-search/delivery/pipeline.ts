import { itemKey } from '../contract/derived/item-table.ts';
import { indexerMetrics } from '../processors/indexer/metrics.ts';
import { output } from '../tools/stack/output.ts';
import type { FailureStore, Pipeline, PipelineDescription, Place } from '../tools/pipeline.ts';
import { failureStores, parkedShapes } from './failure-stores.ts';
import { indexSink } from './index-sink.ts';
import { parkedObject } from './parked-records.ts';
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

function failureStore(kind: keyof typeof parkedShapes, { find, outputs }: Place): FailureStore<TableRecord> {
  const failures = find('bucket', output(outputs, 'FailureBucketName'));
  const changes = find('stream', output(outputs, 'ChangeStreamName'));
  const shape = parkedShapes[kind];
  const objectsBelow = (prefix: string) =>
    failures
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), shape),
      );
  return {
    sinks: failureStores[kind].sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ records, ...object }) => ({
        ...object,
        kind,
        events: records.map(({ data, reason }) => ({ event: readRecord(Buffer.from(data, 'base64')), reason })),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        for (const { partitionKey, data } of object.records) changes.put(partitionKey, Buffer.from(data, 'base64'));
        await failures.delete(object.key);
      }
    },
  };
}

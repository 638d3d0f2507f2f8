import { itemKey } from '../contract/derived/item-table.ts';
import { indexerMetrics } from '../processors/indexer/metrics.ts';
import { readParked } from '../tools/replay/parked.ts';
import { replay } from '../tools/replay/replay.ts';
import { output } from '../tools/stack/output.ts';
import type { FailureStore, Pipeline, PipelineDescription, Place } from '../tools/pipeline.ts';
import { indexSink } from './index-sink.ts';
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
    parked: [failureStore(place)],
    probes: [searchProbe(place)],
  }),
};

function failureStore({ find, clock, outputs }: Place): FailureStore<TableRecord> {
  const failures = find('bucket', output(outputs, 'FailureBucketName'));
  const changes = find('stream', output(outputs, 'ChangeStreamName'));
  const objects = () =>
    failures
      .contents('')
      .map(({ key, body, storedAt }) => readParked(key, Buffer.from(body).toString(), new Date(storedAt)));
  return {
    sinks: ['index'],
    objects: () =>
      objects().map(({ records, ...object }) => ({
        ...object,
        events: records.map(({ data, reason }) => ({ event: readRecord(Buffer.from(data, 'base64')), reason })),
      })),
    giveBack: (key) =>
      replay(
        objects().filter((object) => object.key === key),
        {
          put: async (records) => {
            for (const { partitionKey, data } of records) changes.put(partitionKey, Buffer.from(data, 'base64'));
            return [];
          },
          remove: (name) => failures.delete(name),
          sleep: (milliseconds) => clock.sleep(milliseconds),
        },
      ),
  };
}

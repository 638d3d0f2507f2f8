import { expect, it } from '@jest/globals';
import { itemKey } from '../../contract/derived/item-table.ts';
import { failureStores } from '../../delivery/failure-stores.ts';
import { indexSink } from '../../delivery/index-sink.ts';
import { pipeline } from '../../delivery/pipeline.ts';
import { sampleItem, wrongItem, type PlainItem } from '../../delivery/sample-items.ts';
import { isPlanted } from '../../delivery/table-record.ts';
import { indexerMetrics } from '../../processors/indexer/metrics.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';

// A local run finds only what it looks at: what is left out here is proven no more, and nothing else tells.

it('lets the engine and the failure store be away for a while, each in its own ways', () => {
  expect(pipeline.outages).toEqual(['index.request-503', 'index.request-413', 'index.item-429', 'objects.put-failed']);
});

it('compares the account with the metrics of the indexer, of each way that a change may end', () => {
  expect(pipeline.metrics).toEqual({
    delivered: indexerMetrics.indexed,
    superseded: indexerMetrics.superseded,
    dropped: [indexerMetrics.dropped],
    lag: [indexerMetrics.latency],
  });
});

it('takes nothing for refused or planted but what a run makes wrong on purpose', () => {
  const key = { id: { S: '1' } };
  const index = indexSink({} as never);
  const refused = (item: PlainItem) => index.refuses!({ item: item as never, version: '1', removed: false });
  const planted = (item: PlainItem) =>
    isPlanted({
      digest: 'a',
      change: { key, item: '1', micros: 1, image: dynamodbItem(item), expired: false } as never,
    });
  const items = [0, 1, 2].map(sampleItem);
  for (const item of items) {
    expect([refused(item), planted(item)]).toEqual([false, false]);
    expect([refused(wrongItem(item)), planted(wrongItem(item))]).toEqual([true, true]);
  }
  expect(isPlanted({ digest: 'a', change: undefined })).toBe(true);
});

it('looks at the table, every sink and every failure store, and asks the search API', () => {
  const outputs = {
    TableName: 'items',
    ChangeStreamName: 'changes',
    FailureBucketName: 'failures',
    // where the history has them
    LakeBucketName: 'lake',
    WarehouseWorkgroupName: 'warehouse',
    SearchUrl: 'url',
  };
  const found: string[] = [];
  const find = (kind: string, name?: string) => {
    found.push(`${kind} ${name}`);
    return {};
  };
  const { sources, sinks, parked, probes, meantFor } = pipeline.at({ find, outputs } as never);
  expect(Object.keys(sources)).toEqual(['table']);
  expect(Object.keys(sinks)).toContain('index');
  expect(meantFor({ digest: 'a', change: undefined })).toContain('index');
  expect(parked).toHaveLength(Object.keys(failureStores).length);
  expect(found.filter((each) => /^bucket (failures|lake)$/.test(each))).toHaveLength(parked.length);
  const asked = ['lake', 'warehouse'].filter((sink) => sink in sinks);
  expect(probes.map(({ id }) => id)).toEqual(['search', ...asked]);
  expect(pipeline.existingTables(outputs)).toEqual([{ name: 'items', key: itemKey.map(({ name }) => name) }]);
  expect(pipeline.failureStores(outputs)).toContainEqual({ bucket: 'failures' });
});

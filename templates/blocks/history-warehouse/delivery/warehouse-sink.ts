import type { Log, LogEntry, StreamViewRow } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { streamingView } from '../processors/warehouse-migrations/streaming-view.ts';
import { contentOf } from './change-content.ts';
import { rawChange } from './raw-change.ts';
import type { TableRecord } from './table-record.ts';

/**
 * The warehouse: every change at least once, each as a row of the streaming view. What is no change is there as well, and has no name
 * by which the account could ask for it.
 */
export const warehouseSink = ({ find, outputs }: Place): Log<TableRecord> => ({
  kind: 'log',
  content: ({ change }) => change && contentOf(change),
  *held() {
    const warehouse = find('warehouse', output(outputs, 'WarehouseWorkgroupName'));
    for (const row of warehouse.rows(streamingView)) yield* entryOf(row);
  },
});

/** A row does not change once it is there, and a run asks for all of them again and again. */
const read = new WeakMap<StreamViewRow, readonly LogEntry[]>();

function entryOf(row: StreamViewRow): readonly LogEntry[] {
  const known = read.get(row);
  if (known) return known;
  const { payload, sequence_number: number } = row;
  const change = typeof payload === 'string' ? rawChange(Buffer.from(payload)) : undefined;
  const entries = change?.id
    ? [{ identity: change.id, content: contentOf(change), where: `${streamingView} ${String(number)}` }]
    : [];
  read.set(row, entries);
  return entries;
}

import type { Log, LogEntry, StreamViewRow } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { copiedTable } from '../processors/warehouse-migrations/copied-table.ts';
import { streamingView } from '../processors/warehouse-migrations/streaming-view.ts';
import { contentOf } from './change-content.ts';
import { rawChange } from './raw-change.ts';
import type { TableRecord } from './table-record.ts';

/**
 * The warehouse: every change at least once, each as a row of the streaming view, or of the table that changes are copied into. What is no change is there as well, and has no name
 * by which the account could ask for it.
 */
export const warehouseSink = ({ find, outputs }: Place): Log<TableRecord> => ({
  kind: 'log',
  content: ({ change }) => change && contentOf(change),
  *held() {
    const warehouse = find('warehouse', output(outputs, 'WarehouseWorkgroupName'));
    for (const from of [streamingView, copiedTable]) for (const row of warehouse.rows(from)) yield* entryOf(row, from);
  },
});

/** A row does not change once it is there, and a run asks for all of them again and again. */
const read = new WeakMap<StreamViewRow, readonly LogEntry[]>();

function entryOf(row: StreamViewRow, from: string): readonly LogEntry[] {
  const known = read.get(row);
  if (known) return known;
  const { payload, unreadable, sequence_number: number } = row;
  // SUPER does not take every change: such a one is there as the bytes that it came in
  const data = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(String(unreadable ?? ''), 'base64');
  const change = rawChange(data);
  const entries = change?.id
    ? [{ identity: change.id, content: contentOf(change), where: `${from} ${String(number)}` }]
    : [];
  read.set(row, entries);
  return entries;
}

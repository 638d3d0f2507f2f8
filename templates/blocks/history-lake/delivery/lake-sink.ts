import type { Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import { parquetRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { contentOf, contentOfRow, type HistoryRow } from './change-content.ts';
import { lakeBucketOutput } from './lake-errors.ts';
import type { TableRecord } from './table-record.ts';

/** The lake: every change at least once, each as a row. It knows nothing of the transform: rows are compared with the stream itself. */
export const lakeSink = ({ find, outputs }: Place): Log<TableRecord> => ({
  kind: 'log',
  content: ({ change }) => change && contentOf(change),
  *held() {
    for (const { key, body } of find('bucket', output(outputs, lakeBucketOutput)).contents('changes/'))
      yield* entriesIn(key, body);
  },
});

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly LogEntry[]>();

function entriesIn(where: string, body: Uint8Array): readonly LogEntry[] {
  const known = read.get(body);
  if (known) return known;
  const entries = rowsOf(body).map((row): LogEntry => ({
    identity: typeof row['change_id'] === 'string' ? row['change_id'] : undefined,
    content: row['change_id'] === undefined ? '' : contentOfRow(row, (row['changed_at'] as Date).getTime()),
    where,
  }));
  read.set(body, entries);
  return entries;
}

/** A file that cannot be read is an entry that cannot be read. */
function rowsOf(body: Uint8Array): readonly HistoryRow[] {
  try {
    return parquetRows(body);
  } catch {
    return [{}];
  }
}

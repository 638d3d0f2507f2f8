import type { IndexedDocument, Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { historyIndexes } from '../processors/lib/history-indexes.ts';
import { contentOf, contentOfRow, type HistoryRow } from './change-content.ts';
import type { TableRecord } from './table-record.ts';

/** The history in the engine: every change, each as a document. It knows nothing of the code that writes it: documents are compared with the stream itself. */
export const historySink = ({ find }: Place): Log<TableRecord> => ({
  kind: 'log',
  content: ({ change }) => change && contentOf(change),
  *held() {
    for (const document of find('index').documents(historyIndexes)) yield entryOf(document);
  },
});

/** A document does not change once it is there, and a run asks for all of them again and again. */
const read = new WeakMap<IndexedDocument, LogEntry>();

/** A document of which the id is not that of its change cannot be told from others: it has no identity. */
function entryOf(document: IndexedDocument): LogEntry {
  const known = read.get(document);
  if (known) return known;
  const row = JSON.parse(document.source) as HistoryRow;
  const entry =
    row['change_id'] === document.id
      ? { identity: document.id, content: contentOfRow(row, Date.parse(String(row['changed_at']))), where: document.id }
      : { identity: undefined, content: '', where: document.id };
  read.set(document, entry);
  return entry;
}

import type { Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { historyIndexes } from '../processors/lib/history-indexes.ts';
import { plainImage, plainJson, type Plain, type RawChange } from './raw-change.ts';
import type { TableRecord } from './table-record.ts';

/** The history in the engine: every change, each as a document. It knows nothing of the code that writes it: documents are compared with the stream itself. */
export const historySink = ({ find }: Place): Log<TableRecord> => ({
  kind: 'log',
  content: ({ change }) => change && contentOf(change),
  *held() {
    for (const { id, source } of find('index').documents(historyIndexes)) yield entryOf(id, source);
  },
});

/** What a document should say. */
interface Content {
  kind: unknown;
  micros: number;
  at: number;
  expired: unknown;
  key: Plain;
  item: Plain | null;
  before: Plain | null;
}

const contentOf = ({ kind, micros, expired, key, image, before }: RawChange): string =>
  textOf(() => ({
    kind,
    micros,
    at: Math.floor(micros / 1000),
    expired,
    key: plainImage(key),
    item: image ? plainImage(image) : null,
    before: before ? plainImage(before) : null,
  }));

/** A document of which the id is not that of its change cannot be told from others: it has no identity. */
function entryOf(id: string, source: string): LogEntry {
  const document = JSON.parse(source) as Readonly<Record<string, unknown>>;
  const known = document['change_id'] === id;
  return { identity: known ? id : undefined, content: known ? documentContent(document) : '', where: id };
}

const documentContent = (document: Readonly<Record<string, unknown>>): string =>
  textOf(() => ({
    kind: document['change_type'],
    micros: Number(document['version']),
    at: Date.parse(String(document['changed_at'])),
    expired: document['expired'],
    key: plainJson(String(document['item_key'])),
    item: itemOf(document['item']),
    before: itemOf(document['item_before']),
  }));

const itemOf = (text: unknown): Plain | null => (typeof text === 'string' ? plainJson(text) : null);

/** An item may be nested deeper than it can be walked; DynamoDB has at most 32 levels. */
function textOf(content: () => Content): string {
  try {
    return JSON.stringify(content());
  } catch (error) {
    if (error instanceof RangeError) return 'too deep to be compared';
    throw error;
  }
}

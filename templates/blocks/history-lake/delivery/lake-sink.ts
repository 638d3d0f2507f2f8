import type { Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import { parquetRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput } from './lake-errors.ts';
import { plainJson, plainImage, type Plain, type RawChange } from './raw-change.ts';
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

/** What a row should say. */
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

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly LogEntry[]>();

function entriesIn(where: string, body: Uint8Array): readonly LogEntry[] {
  const known = read.get(body);
  if (known) return known;
  const entries = rowsOf(body).map((row): LogEntry => ({
    identity: typeof row['change_id'] === 'string' ? row['change_id'] : undefined,
    content: row['change_id'] === undefined ? '' : rowContent(row),
    where,
  }));
  read.set(body, entries);
  return entries;
}

/** A file that cannot be read is an entry that cannot be read. */
function rowsOf(body: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  try {
    return parquetRows(body);
  } catch {
    return [{}];
  }
}

const rowContent = (row: Readonly<Record<string, unknown>>): string =>
  textOf(() => ({
    kind: row['change_type'],
    micros: Number(row['version']),
    at: (row['changed_at'] as Date).getTime(),
    expired: row['expired'],
    key: plainJson(String(row['item_key'])),
    item: itemOf(row['item']),
    before: itemOf(row['item_before']),
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

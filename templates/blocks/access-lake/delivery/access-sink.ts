import type { Log, LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import { parquetRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { contentOf, type LogEvent } from './log-event.ts';
import { saidOf } from './said-addresses.ts';

/** The output of the stack with the bucket that Firehose writes to. */
export const lakeBucketOutput = 'LakeBucketName';
export const eventsPrefix = 'access_events/';

/** The lake: every event at least once, each as a row. It knows nothing of ingest: rows are compared with the logs themselves. */
export const accessSink = (place: Place): Log<LogEvent> => ({
  kind: 'log',
  content: ({ source, reading }) =>
    typeof reading === 'string' ? undefined : contentOf({ source, ...saidOf(place, source, reading) }),
  *held() {
    for (const { key, body } of place.find('bucket', output(place.outputs, lakeBucketOutput)).contents(eventsPrefix))
      yield* entriesIn(key, body);
  },
});

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly LogEntry[]>();

function entriesIn(where: string, body: Uint8Array): readonly LogEntry[] {
  const known = read.get(body);
  if (known) return known;
  const entries = rowsOf(body).map((row): LogEntry => ({
    identity: row['raw_id'] === undefined ? undefined : textOf(row['raw_id']),
    content: contentOfRow(row),
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

function contentOfRow({ raw_id: _, extra, ...columns }: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(columns).map(([name, value]) => [name, plain(value)] as const);
  const beside = extra === null || extra === undefined ? undefined : (JSON.parse(textOf(extra)) as unknown);
  return contentOf({ ...Object.fromEntries(values), extra: beside });
}

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString() : String(value);

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return textOf(value);
  return typeof value === 'bigint' ? Number(value) : value;
}

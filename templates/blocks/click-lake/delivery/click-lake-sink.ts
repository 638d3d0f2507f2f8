import { parquetRows, type Log, type LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { EnteredEvent } from './entered-event.ts';
import { rowProblems } from './lake-row.ts';
import { linesIn, streamSink } from './stream-sink.ts';

/** The output of the stack with the bucket that Firehose writes to. */
export const lakeBucketOutput = 'LakeBucketName';
export const clicksPrefix = 'clicks/';

/**
 * The lake: every line of the stream at least once, each as a row with the whole line and its columns, below its day. It knows nothing of
 * the function that makes rows: what a row says is compared with what came in.
 */
export const clickLakeSink = (place: Place): Log<EnteredEvent> => ({
  ...streamSink(place),
  *held() {
    for (const { key, body } of place.find('bucket', output(place.outputs, lakeBucketOutput)).contents(clicksPrefix))
      yield* entriesIn(key, body);
  },
});

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly LogEntry[]>();

function entriesIn(where: string, body: Uint8Array): readonly LogEntry[] {
  const known = read.get(body);
  if (known) return known;
  const entries = rowsOf(body).flatMap((row): LogEntry[] => {
    // what somebody else writes into the stream is no event, and no source has accepted it
    if (row['kind'] === 'unreadable') return [];
    const [line] = linesIn(Buffer.from(String(row['line'])), where, 0);
    const wrong = rowProblems(where, row);
    const content = wrong.length === 0 ? (line?.content ?? '') : wrong.join('; ');
    return [{ identity: line?.identity, content, where }];
  });
  read.set(body, entries);
  return entries;
}

/** A file that cannot be read is an entry that cannot be read. */
function rowsOf(body: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  try {
    return parquetRows(body).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    );
  } catch {
    return [{}];
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return typeof value === 'bigint' ? Number(value) : value;
}

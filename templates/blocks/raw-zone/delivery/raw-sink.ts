import { parquetRows, type Log, type LogEntry } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { rawRowProblems } from './raw-row.ts';
import { identityOf, isEvent, rawContent, type TopicEvent } from './accepted-event.ts';

/** The output of the stack with the bucket that Firehose writes to. */
export const lakeBucketOutput = 'LakeBucketName';
/** Where the raw zone is in it. */
export const rawPrefix = 'raw/';

type Row = Readonly<Record<string, unknown>>;

/**
 * The raw zone: every event of the topic at least once, each as a row with its value as the producer wrote it. It knows nothing of the
 * landing: what a row says is compared with what came in.
 */
export const rawSink = (place: Place): Log<TopicEvent> => ({
  kind: 'log',
  content: (event) => (isEvent(event) ? event.content : undefined),
  *held() {
    for (const { key, body } of place.find('bucket', output(place.outputs, lakeBucketOutput)).contents(rawPrefix))
      yield* entriesIn(key, body);
  },
});

/** A file does not change once it is there, and a run asks for it again and again. */
const read = new WeakMap<Uint8Array, readonly LogEntry[]>();

function entriesIn(where: string, body: Uint8Array): readonly LogEntry[] {
  const known = read.get(body);
  if (known) return known;
  const inHour = /^raw\/hour=\d{4}-\d\d-\d\d-\d\d\/[^/]+$/.test(where);
  const entries = rowsOf(body).map((row): LogEntry => {
    const wrong = inHour ? rawRowProblems(row) : ['it is in no hour'];
    const place = {
      topic: String(row['kafka_topic']),
      partition: row['kafka_partition'] as number,
      offset: row['kafka_offset'] as number,
    };
    const content =
      wrong.length > 0 ? wrong.join('; ') : rawContent(row['kafka_timestamp'] as number, String(row['line']));
    return { identity: identityOf(place), content, where };
  });
  read.set(body, entries);
  return entries;
}

/** Rows of a file of Parquet; a file that cannot be read has one row that says nothing. */
export function rowsOf(body: Uint8Array): readonly Row[] {
  try {
    return parquetRows(body).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    );
  } catch {
    return [{ line: 'null' }];
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return typeof value === 'bigint' ? Number(value) : value;
}

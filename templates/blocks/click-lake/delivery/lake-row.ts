type Row = Readonly<Record<string, unknown>>;

interface Line extends Row {
  /** Of a line that the bridge has written. */
  stream?: {
    kind: string;
    topic?: string;
    partition?: number;
    offset?: number;
    timestamp?: number;
  };
}

/** Columns that hold a field of the event as it is. */
const sameAsField = [
  'event_id',
  'event_type',
  'event_time',
  'user_id',
  'anonymous_id',
  'session_id',
  'page_url',
  'page_title',
  'referrer',
  'product_id',
  'product_category',
  'price',
  'currency',
  'quantity',
  'client_address',
  'user_agent',
];

const [hour, day] = [3_600_000, 86_400_000];

/** What a row of the lake says otherwise than its line; nothing when all is well. Times are milliseconds of Unix time. */
export function rowProblems(key: string, row: Row): string[] {
  const line = JSON.parse(String(row['line'])) as Line;
  const { kind, topic, partition, offset, timestamp } = line.stream ?? { kind: 'event' };
  const arrived = row['arrived_at'] as number;
  const isEvent = kind === 'event';
  const time = isEvent ? (line['event_time'] as number) : arrived;
  // the day of an event whose clock is far off is that of its arrival
  const near = time >= arrived - 7 * day && time <= arrived + hour;
  const expected: Row = {
    record_id:
      topic === undefined
        ? `${String(line['user_id'])}/${String(line['event_id'])}`
        : `${topic}/${partition}/${offset}`,
    kind,
    topic,
    topic_partition: partition,
    topic_offset: offset,
    produced_at: timestamp,
    consent: isEvent ? (line['consent'] as string[]).join(',') : undefined,
    ...Object.fromEntries(sameAsField.map((name) => [name, isEvent ? line[name] : undefined])),
    day: new Date(near ? time : arrived).toISOString().slice(0, 10),
  };
  const found: Row = { ...row, day: /\/day=([\d-]+)\//.exec(key)?.[1] };
  return Object.entries(expected)
    .filter(([name, value]) => (found[name] ?? undefined) !== value)
    .map(([name, value]) => `${name} is ${String(found[name])} instead of ${String(value)}`);
}

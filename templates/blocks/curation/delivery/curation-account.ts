import { parquetRows, type ObjectStore } from '../.stream-pipeline/runtime/runtime.cjs';

type Row = Readonly<Record<string, unknown>>;

interface Placed {
  row: Row;
  hour: string;
  key: string;
}

const recordOf = (row: Row): string =>
  [row['kafka_topic'], row['kafka_partition'], row['kafka_offset']].map(String).join('/');
const hourOf = (key: string): string => key.split('/hour=')[1]!.split('/')[0]!;
const eventOf = (row: Row): string =>
  `${new Date(row['occurred_at'] as Date).toISOString().slice(0, 10)} ${String(row['event_id'])}`;

/**
 * What is wrong with what the curation has made of the raw zone, a sentence each: every raw record is curated or quarantined, or repeats an
 * event that is curated; nothing is there twice, and nothing that never landed. It shares no code with the curation.
 */
export function accountOfCuration(lake: Pick<ObjectStore, 'contents'>): string[] {
  const rowsIn = (prefix: string): Placed[] =>
    lake.contents(prefix).flatMap(({ key, body }) => parquetRows(body).map((row) => ({ row, hour: hourOf(key), key })));
  const curated = rowsIn('curated/');
  const quarantined = new Set(rowsIn('quarantine/').map(({ row }) => recordOf(row)));
  const raw = rowsIn('raw/');
  const landed = new Set(raw.map(({ row }) => recordOf(row)));
  const done = new Set(
    lake.contents('state/hours/').map(({ key }) => key.slice('state/hours/'.length, -'.json'.length)),
  );
  const events = new Map<string, number>();
  for (const { row } of curated) events.set(eventOf(row), (events.get(eventOf(row)) ?? 0) + 1);
  const records = new Set(curated.map(({ row }) => recordOf(row)));
  const isThere = (row: Row): boolean =>
    records.has(recordOf(row)) ||
    quarantined.has(recordOf(row)) ||
    (row['occurred_at'] !== null && events.has(eventOf(row)));
  const waiting = new Set(raw.map(({ hour }) => hour).filter((hour) => !done.has(hour)));
  const lost = raw.filter(({ row, hour }) => done.has(hour) && !isThere(row));
  return [
    ...[...waiting].map((hour) => `Hour ${hour} of the raw zone is not curated`),
    ...lost.map(({ row }) => `Record ${recordOf(row)} is neither curated nor quarantined`),
    ...[...events].filter(([, times]) => times > 1).map(([event, times]) => `Event ${event} is curated ${times} times`),
    ...curated.filter(({ row }) => !landed.has(recordOf(row))).map(({ row }) => `Record ${recordOf(row)} never landed`),
    ...curated
      .filter(({ row, key }) => !key.includes(`day=${eventOf(row).slice(0, 10)}/`))
      .map(({ row, key }) => `Record ${recordOf(row)} is in ${key}`),
  ];
}

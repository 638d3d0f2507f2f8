import { createHash } from 'node:crypto';
import { jsonAt, type Objects } from './objects.ts';

/** What a run has made of an hour: state/hours/HOUR.json. */
export interface HourRecord {
  hour: string;
  /** Of the raw objects that it was made of. */
  objects: number;
  digest: string;
  /** As many as curated, quarantined and duplicates together. */
  rows: number;
  curated: number;
  quarantined: number;
  duplicates: number;
  /** Curated rows that came late. */
  late: number;
  /** The keys of all that it has written. */
  files: readonly string[];
}

const until = 'state/curated-until.json';
const recordKey = (hour: string): string => `state/hours/${hour}.json`;
const writingKey = (hour: string): string => `state/writing/${hour}.json`;

export function digestOf(raw: ReadonlyMap<string, number>): string {
  const lines = [...raw].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, size]) => `${key} ${size}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** The last hour that is finished. */
export async function curatedUntil(objects: Objects): Promise<string | undefined> {
  return ((await jsonAt(objects, until)) as { hour: string } | undefined)?.hour;
}

export const setCuratedUntil = (objects: Objects, hour: string): Promise<void> =>
  objects.write(until, JSON.stringify({ hour }));

export const recordOf = async (objects: Objects, hour: string): Promise<HourRecord | undefined> =>
  (await jsonAt(objects, recordKey(hour))) as HourRecord | undefined;

export const remember = (objects: Objects, record: HourRecord): Promise<void> =>
  objects.write(recordKey(record.hour), JSON.stringify(record));

/** Before the first file of an hour is written: the days that it gets files for, with those of runs that were broken off. */
export async function beginWriting(objects: Objects, hour: string, days: readonly string[]): Promise<string[]> {
  const begun = ((await jsonAt(objects, writingKey(hour))) ?? []) as string[];
  const both = [...new Set([...days, ...begun])].toSorted();
  await objects.write(writingKey(hour), JSON.stringify(both));
  return both;
}

export const endWriting = (objects: Objects, hour: string): Promise<void> => objects.remove([writingKey(hour)]);

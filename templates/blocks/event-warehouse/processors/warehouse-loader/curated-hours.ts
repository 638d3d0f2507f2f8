import { hash } from 'node:crypto';

/** An object of the curated zone, as S3 lists it. */
export interface CuratedObject {
  readonly key: string;
  readonly size: number;
  readonly eTag: string;
}

/** What one hour of the topic has brought: files for the day of each event, each in a folder of the hour. */
export interface CuratedHour {
  /** yyyy-MM-dd-HH, of arrival. */
  readonly hour: string;
  readonly objects: readonly CuratedObject[];
  /** Changes with every file: 64 digits. */
  readonly files: string;
}

/** The folder of the curated zone in the bucket of the lake. */
export const curatedPrefix = 'curated/';

const keyOf = /^curated\/day=\d{4}-\d\d-\d\d\/hour=(\d{4}-\d\d-\d\d-\d\d)\/[^/]+\.parquet$/;

/** The hours that files are there of, oldest first. Other objects are none of curated events. */
export function hoursOf(objects: readonly CuratedObject[]): CuratedHour[] {
  const byHour = Map.groupBy(
    objects.filter(({ key }) => keyOf.test(key)),
    ({ key }) => keyOf.exec(key)![1]!,
  );
  return [...byHour]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([hour, found]) => {
      const sorted = found.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      return { hour, objects: sorted, files: hash('sha256', sorted.map(lineOf).join('\n')) };
    });
}

const lineOf = ({ key, size, eTag }: CuratedObject): string => `${key} ${size} ${eTag}`;

/** Hours that were not loaded, or whose files have changed since: the curation may run again. `loaded` is `files` by hour. */
export const dueOf = (hours: readonly CuratedHour[], loaded: ReadonlyMap<string, string>): CuratedHour[] =>
  hours.filter(({ hour, files }) => loaded.get(hour) !== files);

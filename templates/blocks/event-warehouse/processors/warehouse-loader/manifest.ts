import type { CuratedHour } from './curated-hours.ts';

/** Where manifests are in the bucket of the lake. A lifecycle rule removes them. */
export const manifestPrefix = 'warehouse-loads/';

/** Another set of files has another manifest: a load that is under way keeps its own. */
export const manifestKey = ({ hour, files }: CuratedHour): string =>
  `${manifestPrefix}hour=${hour}/${files.slice(0, 16)}.json`;

/** Redshift database guide, "Using a manifest to specify data files": Parquet needs content_length. */
export const manifestOf = (bucket: string, { objects }: CuratedHour): string =>
  JSON.stringify({
    entries: objects.map(({ key, size }) => ({
      url: `s3://${bucket}/${key}`,
      mandatory: true,
      meta: { content_length: size },
    })),
  });

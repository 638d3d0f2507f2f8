import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ScriptStandIn } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Objects } from './curation/objects.ts';
import { runCuration, type RunResult } from './curation/run.ts';

/** Of one run; the next one goes on. */
const mostHours = 72;

/**
 * Stands for the Spark job of curation/ where there is no Spark: the same specification, in TypeScript. It reads and writes the same
 * objects, with the permissions of the job's role.
 */
export const curationJob: ScriptStandIn = {
  run: async ({ arguments: given, now, client }) => {
    // S3 may ask for fewer requests: Spark's client of S3 tries again as well. What fails then fails the run, which Glue repeats
    const s3 = new S3Client({ ...client, maxAttempts: 5, forcePathStyle: true });
    const result = await runCuration(bucket(s3, given['bucket']!), now, {
      lag: Number(given['lag_minutes']) * 60_000,
      mostHours,
      againFrom: given['from_hour'],
    });
    return {
      metrics: {
        namespace: given['metrics_namespace']!,
        dimensions: { service: given['service']! },
        values: countsOf(result),
      },
    };
  },
};

/** As curation/package/curate/metrics.py counts. */
function countsOf({ hours, behind }: RunResult): Record<string, number> {
  const total = (name: 'rows' | 'curated' | 'quarantined' | 'duplicates' | 'late'): number =>
    hours.reduce((sum, hour) => sum + hour[name], 0);
  return {
    CurationRuns: 1,
    HoursCurated: hours.length,
    HoursBehind: behind,
    RowsRead: total('rows'),
    RowsCurated: total('curated'),
    RowsQuarantined: total('quarantined'),
    RowsDuplicate: total('duplicates'),
    RowsLate: total('late'),
  };
}

const bucket = (s3: S3Client, Bucket: string): Objects => ({
  sizes: async (Prefix) => {
    const found = new Map<string, number>();
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      for (const { Key, Size } of page.Contents ?? []) found.set(Key!, Size!);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  },
  folders: async (Prefix) => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', ContinuationToken }));
      for (const each of page.CommonPrefixes ?? []) found.push(each.Prefix!.slice(Prefix.length, -1));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  },
  read: async (Key) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return await Body!.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  write: async (Key, Body) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  },
  remove: async (keys) => {
    for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  },
});

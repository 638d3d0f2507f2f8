import type { LogObject } from '../processors/lib/log-object.ts';

/** An object as a listing of the bucket has it. */
export interface ListedObject {
  key: string;
  /** Bytes */
  size: number;
  lastModified: Date;
}

export interface BackfillPorts {
  /** Objects below a prefix in the order of their keys, those after a key. */
  list(prefix: string, after: string | undefined): AsyncIterable<ListedObject>;
  /** The version that is under the key now, as a notification of S3 names it; undefined where there is none any more. */
  identify(key: string): Promise<LogObject | undefined>;
  /** Puts it into the queue that ingest reads. */
  send(object: LogObject): Promise<void>;
  sleep(milliseconds: number): Promise<void>;
  now(): number;
}

export interface WantedObjects {
  prefix: string;
  since: Date | undefined;
  before: Date | undefined;
  /** The key to go on behind. */
  after: string | undefined;
  /** Objects a second. */
  rate: number;
  dryRun: boolean;
}

/**
 * An object as a notification of S3 names it, given what HeadObject says (Amazon S3 guide, "Event message structure"): entity tags have no
 * quotes there, and an object from before the bucket kept versions has none.
 */
export const asNotified = (bucket: string, key: string, versionId?: string, eTag?: string): LogObject => ({
  bucket,
  key,
  ...(versionId === undefined || versionId === 'null' ? {} : { versionId }),
  ...(eTag === undefined ? {} : { eTag: eTag.replaceAll('"', '') }),
});

/** The backfill stopped: `after` is the last key whose object ingest will read; undefined where there is none. */
export class Stopped extends Error {
  readonly after: string | undefined;

  constructor(cause: Error, after: string | undefined) {
    super(cause.message, { cause });
    this.after = after;
  }
}

/**
 * Lets ingest read objects that it was not told of, or again. An object has the identity that its notification gave it: lines that the
 * lake has already come with the same `raw_id`. Throws `Stopped` where a call fails.
 */
export async function backfill(
  ports: BackfillPorts,
  { prefix, since, before, after, rate, dryRun }: WantedObjects,
): Promise<{ objects: number; bytes: number }> {
  let last = after;
  const sum = { objects: 0, bytes: 0 };
  const begun = ports.now();
  try {
    for await (const { key, size, lastModified } of ports.list(prefix, after)) {
      if (before !== undefined && lastModified >= before) continue;
      if (since !== undefined && lastModified < since) continue;
      if (!dryRun) {
        const object = await ports.identify(key);
        if (object === undefined) continue;
        await ports.send(object);
        last = key;
      }
      sum.objects++;
      sum.bytes += size;
      const early = begun + (sum.objects * 1000) / rate - ports.now();
      if (!dryRun && early > 0) await ports.sleep(early);
    }
  } catch (error) {
    throw new Stopped(error as Error, last);
  }
  return sum;
}

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import type { VersionedObjects } from './erase-objects.ts';

/** A bucket of a stage. */
export function versionsIn({ client }: OpenStage, Bucket: string): VersionedObjects {
  const s3 = new S3Client(client);
  return {
    async *versions(Prefix) {
      const pageAt = (at: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined }) =>
        s3.send(new ListObjectVersionsCommand({ Bucket, Prefix, ...at }));
      let page: ListObjectVersionsCommandOutput | undefined = await pageAt({});
      while (page) {
        // before anything of this page is removed: a page begins after the last version of the one before it
        const next: ListObjectVersionsCommandOutput | undefined = page.IsTruncated
          ? await pageAt({ KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker })
          : undefined;
        for (const { Key, VersionId, IsLatest } of page.Versions ?? [])
          yield { key: Key!, versionId: VersionId!, isCurrent: IsLatest === true };
        page = next;
      }
    },
    read: async ({ key, versionId }) => {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId }));
      return { bytes: await Body!.transformToByteArray(), etag: ETag! };
    },
    // S3 guide, "How to prevent object overwrites with conditional writes"
    replace: async (Key, content, IfMatch) => {
      try {
        if (content) await s3.send(new PutObjectCommand({ Bucket, Key, Body: content, IfMatch }));
        else await s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));
        return true;
      } catch (error) {
        if (['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes((error as Error).name))
          return false;
        throw error;
      }
    },
    remove: async ({ key, versionId }) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId: versionId }));
    },
  };
}

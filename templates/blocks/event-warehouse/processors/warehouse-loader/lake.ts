import { paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { curatedPrefix, type CuratedObject } from './curated-hours.ts';
import type { Lake } from './load.ts';

/** The bucket of the lake. A year of hours is listed by about 30 requests. */
export function lakeIn(bucket: string): Lake {
  const client = new S3Client();
  return {
    bucket,
    curated: async () => {
      const objects: CuratedObject[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: curatedPrefix },
      ))
        objects.push(...Contents.map(({ Key, Size, ETag }) => ({ key: Key!, size: Size!, eTag: ETag! })));
      return objects;
    },
    put: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
    },
  };
}

import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { prefixes, readParked, type ParkedObject } from './parked.ts';

const objects = new S3Client();

/** Everything that is parked in a bucket. What cannot be read is told, and left alone. */
export async function parkedObjects(bucket: string, tell: (problem: string) => void): Promise<ParkedObject[]> {
  const parked: ParkedObject[] = [];
  for (const { prefix } of prefixes)
    for await (const { key, at } of keysBelow(bucket, prefix)) {
      const { Body } = await objects.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      try {
        parked.push(readParked(key, await Body!.transformToString(), at));
      } catch (error) {
        tell((error as Error).message);
      }
    }
  return parked;
}

export async function remove(bucket: string, key: string): Promise<void> {
  await objects.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

async function* keysBelow(bucket: string, prefix: string): AsyncIterable<{ key: string; at: Date }> {
  let token: string | undefined;
  do {
    const page = await objects.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) }),
    );
    for (const { Key, LastModified } of page.Contents ?? []) yield { key: Key!, at: LastModified! };
    token = page.NextContinuationToken;
  } while (token);
}

import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  output,
  type OpenStage,
  type ParkedKey,
  type ParkedObjects,
  type ParkedRecord,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { parkedObject, unreadable, type Shape } from './parked-records.ts';

/** How S3 says that an object is not the one that was read: another one, or none. */
const notWhatWasRead = ['PreconditionFailed', 'NoSuchKey'];

/** The objects of one shape in a bucket of a stage, the failure bucket where no other output of the stack is named. */
export function failureBucket<Parked extends ParkedRecord>(
  { client, outputs }: OpenStage,
  shape: Shape<Parked>,
  bucketOutput = 'FailureBucketName',
): ParkedObjects<Parked> {
  const Bucket = output(outputs, bucketOutput);
  const s3 = new S3Client(client);
  const textOf = async (Key: string): Promise<string> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body!.transformToString();
  };
  /** An object that is named may be gone: it is not for the other ones to wait for it. */
  const recordsOf = async ({ key }: ParkedKey, body: string): Promise<string> => {
    if (!shape.named) return body;
    try {
      return (await Promise.all(shape.named(body).map(textOf))).join('');
    } catch (error) {
      const { name } = error as Error;
      throw name === 'NoSuchKey' || name === 'SyntaxError' ? unreadable(key, error as Error) : error;
    }
  };
  return {
    async *keys() {
      let token: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket, Prefix: shape.prefix, ...(token ? { ContinuationToken: token } : {}) }),
        );
        for (const { Key, LastModified } of page.Contents ?? []) yield { key: Key!, at: LastModified! };
        token = page.NextContinuationToken;
      } while (token);
    },
    read: async (parked) => {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: parked.key }));
      const body = await Body!.transformToString();
      return { ...parkedObject(parked, await recordsOf(parked, body), shape), version: ETag! };
    },
    // the bucket keeps it for 30 days as an earlier version (S3 guide, "How to perform conditional deletes")
    remove: async ({ key, version }) => {
      try {
        await s3.send(new DeleteObjectCommand({ Bucket, Key: key, IfMatch: version }));
        return true;
      } catch (error) {
        if (notWhatWasRead.includes((error as Error).name)) return false;
        throw error;
      }
    },
  };
}

import { HeadObjectCommand, ListObjectsV2Command, NotFound, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout } from 'node:timers/promises';
import { output, type OpenStage } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { asNotified, type BackfillPorts } from './backfill.ts';

/** The raw bucket of a stage, and the queue of its ingest. */
export function backfillPorts({ client, outputs }: OpenStage): BackfillPorts {
  const s3 = new S3Client(client);
  const sqs = new SQSClient(client);
  const [Bucket, QueueUrl] = [output(outputs, 'RawBucketName'), output(outputs, 'IngestQueueUrl')];
  return {
    async *list(Prefix, after) {
      let token: string | undefined;
      do {
        const from = token ? { ContinuationToken: token } : after === undefined ? {} : { StartAfter: after };
        const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ...from }));
        for (const { Key, Size = 0, LastModified } of page.Contents ?? [])
          yield { key: Key!, size: Size, lastModified: LastModified! };
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
    identify: async (key) => {
      try {
        const { VersionId, ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: key }));
        return asNotified(Bucket, key, VersionId, ETag);
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
    send: async (object) => {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ object }) }));
    },
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds);
    },
    now: Date.now,
  };
}

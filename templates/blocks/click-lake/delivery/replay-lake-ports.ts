import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { OrderedWriter } from '../processors/lib/ordered-writer/ordered-writer.ts';
import { systemClock } from '../processors/lib/clock.ts';
import { output, type OpenStage } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clicksPrefix, lakeBucketOutput } from './click-lake-sink.ts';
import { lakeLines } from './lake-lines.ts';
import type { ReplayLakePorts, WantedLines } from './replay-lake.ts';

/** How long the stream may refuse records before a replay stops. Milliseconds. */
const patience = 60_000;

/** The lake and the stream of a stage. */
export function replayLakePorts({ client, outputs }: OpenStage, wanted: WantedLines): ReplayLakePorts {
  const s3 = new S3Client(client);
  const kinesis = new KinesisClient(client);
  const [Bucket, StreamName] = [output(outputs, lakeBucketOutput), output(outputs, 'ClickStreamName')];
  /** Why the last call took nothing; undefined where it took something. The writer tries again, whatever it was. */
  let refusal: string | undefined;
  const writer = new OrderedWriter(
    async (records, abortSignal) => {
      const Records = records.map(({ partitionKey, text }) => ({
        PartitionKey: partitionKey,
        Data: Buffer.from(text),
      }));
      const answer = await kinesis
        .send(new PutRecordsCommand({ StreamName, Records }), { abortSignal })
        .catch((error: unknown) => {
          refusal = (error as Error).message;
          throw error;
        });
      refusal = undefined;
      // what the stream did not take has no number
      return records.flatMap((_, at) => (answer.Records?.[at]?.SequenceNumber === undefined ? [at] : []));
    },
    systemClock,
    Math.random,
  );

  async function* keysOfDay(): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const Prefix = `${clicksPrefix}day=${wanted.day}/`;
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix, ...(token ? { ContinuationToken: token } : {}) }),
      );
      for (const { Key } of page.Contents ?? []) yield Key!;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  return {
    async *lines() {
      const folder = mkdtempSync(join(tmpdir(), 'replay-lake-'));
      try {
        const files: string[] = [];
        for await (const Key of keysOfDay()) {
          const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
          const file = `${files.length}.parquet`;
          await pipeline(Body as Readable, createWriteStream(join(folder, file)));
          files.push(file);
        }
        if (files.length === 0) throw new Error(`The lake has no rows of ${wanted.day}.`);
        yield* lakeLines(folder, files, wanted);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    write: async (lanes) => {
      const until = Date.now() + patience;
      const written = await writer.write(lanes, { remaining: () => Math.max(0, until - Date.now()) });
      if (refusal !== undefined && lanes.some((lane, at) => written[at] !== lane.length))
        throw new Error(`The stream takes nothing: ${refusal}`);
      return written;
    },
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds);
    },
    now: Date.now,
  };
}

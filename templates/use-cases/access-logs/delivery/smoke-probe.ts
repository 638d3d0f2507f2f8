import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { parquetRows } from '../.stream-pipeline/runtime/runtime.cjs';
import {
  output,
  type Found,
  type MarkedEvent,
  type MarkedRun,
  type SmokeProbe,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { PipelineStage } from '../infra/config.ts';
import { lakeBucketOutput, eventsPrefix } from './access-sink.ts';
import { eventsIn } from './log-event.ts';
import { logKinds } from './logs/log-kinds.ts';
import { otherLooks } from './other-looks.ts';

/** Between the object and the row, Firehose collects for up to 15 minutes. */
const patience = 20 * 60_000;
/** Rows of this many days are looked through. */
const newest = 2;

/** From the raw bucket to the lake and other sinks that can be asked: a log of each source, with one line. */
export const smokeProbe: SmokeProbe<PipelineStage> = {
  does: `Puts a marked log of each source into the raw bucket of a stage, and reports in which sinks its line is. What is in a sink
stays there.`,
  patience: () => patience,
  open: (stage, run): MarkedRun => {
    const { client, outputs } = stage;
    const s3 = new S3Client(client);
    const bucket = output(outputs, 'RawBucketName');
    const lake = output(outputs, lakeBucketOutput);
    const rawIds = new Map<string, MarkedEvent>();
    const keyOf = (source: string): string => `raw/${source}/smoke/${run}.log`;
    const events = Object.entries(logKinds).map(([source, { header, line }], item): MarkedEvent => {
      const event: MarkedEvent = {
        name: `a line of ${source}`,
        item,
        change: 1,
        removes: false,
        send: async () => {
          const body = `${header ? `${header}\n` : ''}${line(() => 0.5, new Date())}\n`;
          const key = keyOf(source);
          const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
          for (const { rawId } of eventsIn({ bucket, key, versionId: VersionId, body: Buffer.from(body) }))
            rawIds.set(rawId, event);
        },
      };
      return event;
    });
    const read = new Set<string>();
    const found = new Set<MarkedEvent>();
    const look = async (prefix: string): Promise<void> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: lake, Prefix: prefix }));
      for (const { Key } of Contents.filter(({ Key: key }) => !read.has(key!))) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: lake, Key: Key! }));
        for (const row of parquetRows(await Body!.transformToByteArray())) {
          const event = rawIds.get(String(row['raw_id']));
          if (event) found.add(event);
        }
        read.add(Key!);
      }
    };
    return {
      run,
      events,
      sinks: {
        lake: {
          kind: 'log',
          find: async (): Promise<Found> => {
            for (let day = 0; day < newest; day++) {
              const date = new Date(Date.now() - day * 86_400_000).toISOString().slice(0, 10);
              await look(`${eventsPrefix}day=${date}/`);
            }
            return [...found];
          },
        },
        ...otherLooks(stage, rawIds),
      },
      eventOf: () => undefined,
      cleanUp: async () => {
        for (const source of Object.keys(logKinds))
          await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(source) }));
        return [];
      },
    };
  },
};

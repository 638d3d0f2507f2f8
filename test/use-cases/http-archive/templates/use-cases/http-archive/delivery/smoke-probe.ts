import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import samples from '../contract/derived/reading-samples.json' with { type: 'json' };
import { layouts } from '../processors/archiver/layouts.ts';
import {
  output,
  type Found,
  type MarkedEvent,
  type MarkedRun,
  type MarkedSink,
  type SmokeProbe,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ParkedStreamRecord } from './parked-records.ts';

const count = 5;

/** From the stream to every layout of the archive. */
export const smokeProbe: SmokeProbe = {
  does: 'Puts five marked readings into the stream of a stage, and reports what became of each. They stay in the archive.',
  patience: () => 120_000,
  open: ({ client, outputs }, run): MarkedRun => {
    const kinesis = new KinesisClient(client);
    const s3 = new S3Client(client);
    const StreamName = output(outputs, 'EventStreamName');
    const Bucket = output(outputs, 'ArchiveBucketName');
    const placeOf = (item: number) => `${run} ${item}`;
    const events = Array.from({ length: count }, (_, item): MarkedEvent => ({
      name: `reading ${item + 1}`,
      item,
      change: 1,
      removes: false,
      send: async () => {
        const reading = { ...samples[item % samples.length]!, kind: 'measurement', placeName: placeOf(item) };
        const Data = Buffer.from(JSON.stringify(reading));
        await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: reading.sensor, Data }));
      },
    }));
    const itemsIn = (text: string) => events.filter(({ item }) => text.includes(`"${placeOf(item)}"`));
    const sink = (layout: string): MarkedSink => ({
      kind: 'log',
      find: async (): Promise<Found> => {
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${layout}/` }));
        const found = new Set<MarkedEvent>();
        for (const { Key } of Contents) {
          const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: Key! }));
          for (const event of itemsIn(await Body!.transformToString())) found.add(event);
        }
        return [...found];
      },
    });
    return {
      run,
      events,
      sinks: Object.fromEntries(Object.keys(layouts).map((layout) => [layout, sink(layout)])),
      eventOf: (record) => itemsIn(Buffer.from((record as ParkedStreamRecord).data, 'base64').toString())[0],
      cleanUp: async () => [],
    };
  },
};

import {
  output,
  type FailureStore,
  type FailureStoreDescription,
  type Place,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput } from './access-sink.ts';
import { failureBucket } from './failure-bucket.ts';
import type { LogEvent } from './log-event.ts';
import { parkedObject } from './parked-records.ts';
import { streamWayBack } from './stream-way-back.ts';
import { unconverted } from './unconverted.ts';

/** `npm run replay`: records that Firehose could not convert go back to the stream. */
export const unconvertedStore: FailureStoreDescription = {
  sinks: ['lake'],
  open: (stage) => ({
    objects: failureBucket(stage, unconverted, lakeBucketOutput),
    wayBack: streamWayBack(stage, 'EventStreamName'),
    // the lake may hold a line twice
    holdsBack: () => undefined,
  }),
};

/** The same of a run on this machine: each record holds several events. */
export function unconvertedInStack({ find, outputs }: Place): FailureStore<LogEvent> {
  const lake = find('bucket', output(outputs, lakeBucketOutput));
  const stream = find('stream', output(outputs, 'EventStreamName'));
  const objectsBelow = (prefix: string) =>
    lake
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), unconverted),
      );
  return {
    sinks: unconvertedStore.sinks,
    objects: () =>
      objectsBelow(unconverted.prefix).map(({ key, at, records }) => ({
        key,
        at,
        kind: 'unconverted',
        events: records.flatMap(({ data, reason }) => rawIdsIn(data).map((event) => ({ event, reason }))),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        for (const { partitionKey, data } of object.records) stream.put(partitionKey, Buffer.from(data, 'base64'));
        await lake.delete(object.key);
      }
    },
  };
}

/** An account goes by the identity of an event; what it says, the raw bucket knows. */
const rawIdsIn = (data: string): LogEvent[] =>
  Buffer.from(data, 'base64')
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { raw_id: string; source: string })
    .map(({ raw_id: rawId, source }) => ({ rawId, source, key: '', line: 0, reading: {} }));

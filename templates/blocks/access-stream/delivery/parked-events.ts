import {
  output,
  type FailureStore,
  type FailureStoreDescription,
  type Place,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eventsOfRecord } from './events-of-record.ts';
import { failureBucket } from './failure-bucket.ts';
import type { LogEvent } from './log-event.ts';
import { parkedObject, type Shape } from './parked-records.ts';
import { streamWayBack } from './stream-way-back.ts';

/** Records of the stream that are parked in a bucket: each holds several events. */
export interface ParkedEvents {
  /** Why, in a word. */
  kind: string;
  shape: Shape;
  /** The sinks on whose way they are parked. */
  sinks: readonly string[];
  /** The output of the stack with the name of the bucket. */
  bucketOutput: string;
}

/** `npm run replay`: the records go back into the stream, and so to every sink once more. */
export const parkedEventsStore = ({ shape, sinks, bucketOutput }: ParkedEvents): FailureStoreDescription => ({
  sinks,
  open: (stage) => ({
    objects: failureBucket(stage, shape, bucketOutput),
    wayBack: streamWayBack(stage, 'EventStreamName'),
    // the lake may hold a line twice
    holdsBack: () => undefined,
  }),
});

/** The same of a run on this machine. */
export function parkedEventsInStack(
  { kind, shape, sinks, bucketOutput }: ParkedEvents,
  { find, outputs }: Place,
): FailureStore<LogEvent> {
  const bucket = find('bucket', output(outputs, bucketOutput));
  const stream = find('stream', output(outputs, 'EventStreamName'));
  const textOf = (key: string) =>
    bucket
      .contents(key)
      .filter((object) => object.key === key)
      .map(({ body }) => Buffer.from(body).toString())
      .join('');
  const recordsOf = (body: string) => (shape.named ? shape.named(body).map(textOf).join('') : body);
  const objectsBelow = (prefix: string) =>
    bucket
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, recordsOf(Buffer.from(body).toString()), shape),
      );
  return {
    sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ key, at, records }) => ({
        key,
        at,
        kind,
        events: records.flatMap(({ data, reason }) => eventsOf(data).map((event) => ({ event, reason }))),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        for (const { partitionKey, data } of object.records) stream.put(partitionKey, Buffer.from(data, 'base64'));
        await bucket.delete(object.key);
      }
    },
  };
}

/** An account goes by the identity of an event; what it says, the raw bucket knows. */
const eventsOf = (data: string): LogEvent[] =>
  eventsOfRecord<{ raw_id: string; source: string }>(Buffer.from(data, 'base64')).map(({ raw_id: rawId, source }) => ({
    rawId,
    source,
    key: '',
    line: 0,
    reading: {},
  }));

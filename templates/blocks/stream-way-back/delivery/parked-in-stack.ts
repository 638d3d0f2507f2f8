import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { parkedObject, type Shape } from './parked-records.ts';

export interface ParkedInStack<Event> {
  /** The name of the store: why its records are parked, in a word. */
  kind: string;
  shape: Shape;
  /** The sinks on whose way it parks. */
  sinks: readonly string[];
  /** The output of the stack with the name of the stream that the records came from. */
  streamOutput: string;
  /** The output with the name of the bucket; left out: the failure bucket. */
  bucketOutput?: string;
  read(data: Uint8Array): Event;
}

/** The records of one shape in a bucket of a stack on this machine, and their way back into its stream. */
export function parkedInStack<Event>(
  { kind, shape, sinks, streamOutput, bucketOutput = 'FailureBucketName', read }: ParkedInStack<Event>,
  { find, outputs }: Place,
): FailureStore<Event> {
  const failures = find('bucket', output(outputs, bucketOutput));
  const stream = find('stream', output(outputs, streamOutput));
  const recordsOf = (body: string) => (shape.named ? shape.named(body).map(textOf).join('') : body);
  const textOf = (key: string) =>
    failures
      .contents(key)
      .filter((object) => object.key === key)
      .map((object) => Buffer.from(object.body).toString())
      .join('');
  const objectsBelow = (prefix: string) =>
    failures
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, recordsOf(Buffer.from(body).toString()), shape),
      );
  return {
    sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ records, ...object }) => ({
        ...object,
        kind,
        events: records.map(({ data, reason }) => ({ event: read(Buffer.from(data, 'base64')), reason })),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        for (const { partitionKey, data } of object.records) stream.put(partitionKey, Buffer.from(data, 'base64'));
        await failures.delete(object.key);
      }
    },
  };
}

import type { KafkaBatchResponse, KafkaRecord } from '../processors/bridge/kafka-record.ts';
import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { replayOf } from './bridge-way-back.ts';
import type { ParkedFromTopic } from './parked-kafka-records.ts';
import { parkedObject, type Shape } from './parked-records.ts';

export interface ParkedInTopic<Event> {
  /** The name of the store: why its records are parked, in a word. */
  kind: string;
  shape: Shape<ParkedFromTopic>;
  /** The sinks on whose way it parks. */
  sinks: readonly string[];
  /** Prefixes below that of the shape where other things are parked. */
  others: readonly string[];
  read(record: KafkaRecord): Event;
}

/** The records of a topic that are parked in a stack on this machine, and their way back through the bridge. */
export function parkedInTopic<Event>(
  { kind, shape, sinks, others, read }: ParkedInTopic<Event>,
  { find, outputs }: Place,
): FailureStore<Event> {
  const bucket = find('bucket', output(outputs, 'FailureBucketName'));
  const objectsBelow = (prefix: string) =>
    bucket
      .contents(prefix)
      .filter(({ key }) => !others.some((other) => key.startsWith(other)))
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), shape),
      );
  return {
    sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ records, ...object }) => ({
        ...object,
        kind,
        events: records.map(({ record, reason }) => ({ event: read(record), reason })),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        const bridge = find('function', output(outputs, 'BridgeFunctionName'));
        const answer = (await bridge.invoke(replayOf(object.records))) as KafkaBatchResponse;
        // what the stream did not take stays parked with the others: the stream may have an event twice
        if (answer.batchItemFailures.length === 0) await bucket.delete(object.key);
      }
    },
  };
}

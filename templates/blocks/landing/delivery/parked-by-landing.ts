import type { KafkaBatchResponse } from '../processors/landing/kafka-record.ts';
import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { landingShapes, type LandingShape } from './landing-shapes.ts';
import { replayOf } from './landing-way-back.ts';
import { parkedEvent } from './parked-event.ts';
import { parkedObject } from './parked-records.ts';
import { topicEvent, type TopicEvent } from './accepted-event.ts';

/** As often as a replay is tried: Firehose refuses records now and then. */
const attempts = 20;

/** What is parked on the way from the topic into the raw zone, in a stack on this machine, and its way back through the landing. */
export const parkedByLanding = (place: Place, sinks: readonly string[]): FailureStore<TopicEvent>[] =>
  Object.entries(landingShapes).map(([kind, shape]) => storeOf(place, kind, shape, sinks));

function storeOf(
  place: Place,
  kind: string,
  { shape, bucketOutput, isWhole }: LandingShape,
  sinks: readonly string[],
): FailureStore<TopicEvent> {
  const bucket = place.find('bucket', output(place.outputs, bucketOutput));
  const objectsBelow = (prefix: string) =>
    bucket
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), shape),
      );
  const giveBackOnce = async (key: string): Promise<void> => {
    for (const object of objectsBelow(key).filter((each) => each.key === key)) {
      const landing = place.find('function', output(place.outputs, 'LandingFunctionName'));
      const answer = (await landing.invoke(replayOf(object.records))) as KafkaBatchResponse;
      // what Firehose did not take stays parked with the others: the raw zone may have an event twice
      if (answer.batchItemFailures.length === 0) await bucket.delete(object.key);
    }
  };
  const compared = isWhole ? 'whole' : 'content';
  return {
    sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ records, ...object }) => ({
        ...object,
        kind,
        events: records
          .map(({ record, reason }) => ({ event: parkedEvent(record), reason }))
          .filter(({ event }) => isInTopic(place, event, compared)),
      })),
    giveBack: async (key) => {
      for (let attempt = 0; attempt < attempts && bucket.has(key); attempt++) await giveBackOnce(key);
    },
  };
}

/** What is parked in another form than the topic has it is not the event. A topic of a long run has let go of old records. */
function isInTopic({ find }: Place, event: TopicEvent, compared: 'whole' | 'content'): boolean {
  const { partition, offset } = event;
  const [record] = find('kafkaTopic').read(partition, offset, 1);
  return record?.offset !== offset || topicEvent(record)[compared] === event[compared];
}

import type { ReturnAnswer } from '../processors/landing-return/return-records.ts';
import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { TopicEvent } from './accepted-event.ts';
import type { AcceptedRecords } from './accepted-records.ts';
import { landingShapes, type LandingShape } from './landing-shapes.ts';
import { requestOf, returnOutput, textOf } from './landing-way-back.ts';
import { parkedEvent } from './parked-event.ts';
import type { ParkedFromTopic } from './parked-from-topic.ts';
import { parkedObject } from './parked-records.ts';

/** As often as a replay is tried: brokers refuse records now and then. */
const attempts = 20;

/** What is parked on the way from the topic into the raw zone, in a stack on this machine, and its way back into the topic. */
export const parkedByLanding = (
  place: Place,
  sinks: readonly string[],
  accepted: AcceptedRecords,
): FailureStore<TopicEvent>[] =>
  Object.entries(landingShapes).map(([kind, shape]) => storeOf(place, kind, shape, { sinks, accepted }));

function storeOf(
  place: Place,
  kind: string,
  { shape, bucketOutput }: LandingShape,
  { sinks, accepted }: { sinks: readonly string[]; accepted: AcceptedRecords },
): FailureStore<TopicEvent> {
  const bucket = place.find('bucket', output(place.outputs, bucketOutput));
  const objectsBelow = (prefix: string) =>
    bucket
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), shape),
      );
  const giveBack = async (parked: readonly ParkedFromTopic[]): Promise<readonly ParkedFromTopic[]> => {
    const returning = place.find('function', output(place.outputs, returnOutput));
    const { left } = (await returning.invoke(requestOf(parked))) as ReturnAnswer;
    return left.map((at) => parked[at]!);
  };
  return {
    sinks,
    objects: () =>
      objectsBelow(shape.prefix).map(({ records, ...object }) => ({
        ...object,
        kind,
        events: records.flatMap(({ record, reason }) =>
          accepted.parkedAs(parkedEvent(record)).map((event) => ({ event, reason })),
        ),
      })),
    giveBack: async (key) => {
      for (const { records } of objectsBelow(key).filter((each) => each.key === key)) {
        let left: readonly ParkedFromTopic[] = records.filter(({ record }) => textOf(record) !== undefined);
        const isWhole = left.length === records.length;
        for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) left = await giveBack(left);
        // what is held back stays, with all of its object
        if (left.length === 0 && isWhole) await bucket.delete(key);
      }
    },
  };
}

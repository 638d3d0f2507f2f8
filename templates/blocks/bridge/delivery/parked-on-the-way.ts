import type { KafkaBatchResponse, KafkaRecord } from '../processors/bridge/kafka-record.ts';
import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { leftOf, replayEvent } from './bridge-replay.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from './parked-kafka-records.ts';
import { parkedObject, type Shape } from './parked-records.ts';
import { parkedEvent, topicEvent, type TopicEvent } from './topic-event.ts';

/** As often as a replay is tried: the stream refuses records now and then. */
const attempts = 20;

const stores: Readonly<Record<string, Shape<ParkedFromTopic>>> = { 'given-up': topicGivenUp, rejected: topicRejected };

/** What is parked on the way from the topic into the stream, in a stack on this machine, and its way back through the bridge. */
export const parkedOnTheWay = (place: Place): FailureStore<TopicEvent>[] =>
  Object.entries(stores).map(([kind, shape]) => storeOf(place, kind, shape));

/** Everything that was ever parked, whether it was given back since or not: the order of a key does not bind it any more. */
export function onceParked({ find, outputs }: Place, parked: (event: TopicEvent) => void): void {
  const failures = find('bucket', output(outputs, 'FailureBucketName'));
  const note = (key: string, body: Uint8Array): void => {
    for (const shape of Object.values(stores))
      if (key.startsWith(shape.prefix)) for (const { record } of recordsIn(shape, body)) parked(parkedEvent(record));
  };
  for (const { key, body } of failures.contents('')) note(key, body);
  failures.onChange(({ key, object }) => {
    if (object) note(key, object.body);
  });
}

/** An object that cannot be read is reported where it is listed. */
function recordsIn(shape: Shape<ParkedFromTopic>, body: Uint8Array): ParkedFromTopic[] {
  try {
    return shape.records(Buffer.from(body).toString());
  } catch {
    return [];
  }
}

function storeOf(place: Place, kind: string, shape: Shape<ParkedFromTopic>): FailureStore<TopicEvent> {
  const { find, outputs } = place;
  const failures = find('bucket', output(outputs, 'FailureBucketName'));
  const objectsBelow = (prefix: string) =>
    failures
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), shape),
      );
  return {
    sinks: ['stream'],
    objects: () =>
      objectsBelow(shape.prefix).map(({ key, at, records }) => ({
        key,
        at,
        kind,
        events: records
          .map(({ record, reason }) => ({ event: parkedEvent(record), reason }))
          .filter(({ event }) => isWhole(place, event)),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        await replayed(place, object.records);
        await failures.delete(object.key);
      }
    },
  };
}

/** What is parked in another form than the topic has it is not the event. A topic of a long run has let go of old records. */
function isWhole({ find }: Place, { partition, offset, content }: TopicEvent): boolean {
  const [record] = find('kafkaTopic').read(partition, offset, 1);
  return record?.offset !== offset || topicEvent(record).content === content;
}

async function replayed({ find, outputs }: Place, parked: readonly ParkedFromTopic[]): Promise<void> {
  const bridge = find('function', output(outputs, 'BridgeFunctionName'));
  let left: readonly { record: KafkaRecord }[] = parked;
  for (let attempt = 1; left.length > 0 && attempt <= attempts; attempt++)
    left = leftOf(left, (await bridge.invoke(replayEvent(left))) as KafkaBatchResponse);
  if (left.length > 0) throw new Error(`the bridge has not taken ${left.length} records after ${attempts} attempts`);
}

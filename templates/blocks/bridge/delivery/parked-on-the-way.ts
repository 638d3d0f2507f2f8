import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { parkedInTopic } from './parked-in-topic.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from './parked-kafka-records.ts';
import type { Shape } from './parked-records.ts';
import { topicReader, type TopicEvent, type TopicReader } from './topic-event.ts';

/** As often as a replay is tried: the stream refuses records now and then. */
const attempts = 20;

const stores: Readonly<Record<string, Shape<ParkedFromTopic>>> = { 'given-up': topicGivenUp, rejected: topicRejected };

const failuresOf = ({ find, outputs }: Place) => find('bucket', output(outputs, 'FailureBucketName'));

/**
 * What is parked on the way from the topic into the stream, in a stack on this machine, and its way back through the bridge. `others`:
 * prefixes where Lambda parks what other functions read.
 */
export const parkedOnTheWay = (
  place: Place,
  { sinks, others }: { sinks: readonly string[]; others: readonly string[] },
): FailureStore<TopicEvent>[] => {
  const read = topicReader(place);
  return Object.entries(stores).map(([kind, shape]) => {
    const store = parkedInTopic({ kind, shape, sinks, others, read: (record) => read.parked(record) }, place);
    return {
      sinks: store.sinks,
      objects: () =>
        store.objects().map(({ events, ...object }) => ({
          ...object,
          events: events.filter(({ event }) => isWhole(place, read, event)),
        })),
      giveBack: async (key) => {
        const failures = failuresOf(place);
        for (let attempt = 0; attempt < attempts && failures.has(key); attempt++) await store.giveBack(key);
      },
    };
  });
};

/** What is parked in another form than the topic has it is not the event. A topic of a long run has let go of old records. */
function isWhole(place: Place, read: TopicReader, { partition, offset, content }: TopicEvent): boolean {
  const [record] = place.find('kafkaTopic').read(partition, offset, 1);
  return record?.offset !== offset || read.inTopic(record).content === content;
}

/** Everything that was ever parked, whether it was given back since or not: the order of a key does not bind it any more. */
export function onceParked(place: Place, parked: (event: TopicEvent) => void): void {
  const failures = failuresOf(place);
  const read = topicReader(place);
  const note = (key: string, body: Uint8Array): void => {
    for (const shape of Object.values(stores))
      if (key.startsWith(shape.prefix)) for (const { record } of recordsIn(shape, body)) parked(read.parked(record));
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

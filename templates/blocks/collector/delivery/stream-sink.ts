import type { Log } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { collectedEvents, identityOf, type CollectedEvent } from './collected-event.ts';

/** A line of a record of the stream. */
export interface StreamLine {
  /** The key of the record: the user, percent-encoded. */
  user: string;
  identity: string;
  content: string;
  /** As it is in the stream. */
  line: string;
  /** Milliseconds of Unix time. */
  arrival: number;
  shard: string;
  where: string;
}

/** Lines are read once: an account asks for all of them again and again. */
const read = new WeakMap<Uint8Array, readonly StreamLine[]>();

/** Every line of the stream, in the order in which it was written. */
export function* streamLines({ find, outputs }: Place): Generator<StreamLine> {
  for (const { data, shardId, arrivedAt, partitionKey } of find(
    'stream',
    output(outputs, 'ClickStreamName'),
  ).records()) {
    const lines = read.get(data) ?? linesIn(data, shardId, arrivedAt, partitionKey);
    read.set(data, lines);
    yield* lines;
  }
}

/** Lines of a record, or of anything that holds lines of the stream. */
export const linesIn = (data: Uint8Array, shard: string, arrival: number, user = ''): StreamLine[] =>
  collectedEvents(data).map((event) => ({
    user,
    identity: identityOf(event),
    content: event.content,
    line: event.content,
    arrival,
    shard,
    where: `the stream, ${shard}`,
  }));

/** The stream holds every line at least once, as its client sent it: the collector looks at none of them. */
export const streamSink = (place: Place): Log<CollectedEvent> => ({
  kind: 'log',
  content: ({ content }) => content,
  held: () => streamLines(place),
});

import type { Log } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { identityOf, lineContent, type TopicEvent, type TopicPlace } from './topic-event.ts';

/** A line of a record of the stream. */
export interface StreamLine {
  /** Undefined where it does not say where it comes from. */
  origin: TopicPlace | undefined;
  /** Undefined for the same. */
  identity: string | undefined;
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
  for (const { data, shardId, arrivedAt } of find('stream', output(outputs, 'ClickStreamName')).records()) {
    const lines = read.get(data) ?? linesIn(data, shardId, arrivedAt);
    read.set(data, lines);
    yield* lines;
  }
}

export const linesIn = (data: Uint8Array, shard: string, arrival: number): StreamLine[] =>
  Buffer.from(data)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const said = lineContent(line);
      return {
        origin: said,
        identity: said && identityOf(said),
        content: said?.content ?? line,
        line,
        arrival,
        shard,
        where: `the stream, ${shard}`,
      };
    });

/** The stream holds every event at least once, as its producer wrote it. */
export const streamSink = (place: Place): Log<TopicEvent> => ({
  kind: 'log',
  content: ({ kind, content }) => (kind === 'wrong' ? undefined : content),
  held: () => streamLines(place),
});

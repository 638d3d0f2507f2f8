import type { KafkaRecord } from '../processors/bridge/kafka-record.ts';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { wrongMark } from './clicks/wrong-values.ts';
import { saidMembers } from './said-members.ts';

/** A record that the topic has accepted. */
export interface TopicEvent {
  topic: string;
  partition: number;
  offset: number;
  /** Base64; undefined for a record without a key. */
  key: string | undefined;
  kind: 'event' | 'tombstone' | 'wrong';
  /** All that the stream has to say of it: to be compared, and not for people. */
  content: string;
}

export type TopicPlace = Pick<TopicEvent, 'topic' | 'partition' | 'offset'>;

export const identityOf = ({ topic, partition, offset }: TopicPlace): string => `${topic}/${partition}/${offset}`;

/** A record as its topic keeps it. */
interface StoredRecord extends TopicPlace {
  timestamp: number;
  key: Uint8Array | null;
  value: Uint8Array | null;
  headers: readonly (readonly [name: string, value: Uint8Array | null])[];
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Reads records without any code of the bridge. */
export interface TopicReader {
  /** A record of the topic. */
  inTopic(record: StoredRecord): TopicEvent;
  /** A record as Lambda hands it over, and as it is parked. */
  parked(record: KafkaRecord): TopicEvent;
}

export function topicReader(at: Place): TopicReader {
  const said = saidMembers(at);
  return {
    inTopic: (record) => topicEvent(record, said),
    parked: ({ key, value, headers, ...record }) =>
      topicEvent(
        {
          ...record,
          key: bytesIn(key),
          value: bytesIn(value),
          headers: (headers ?? []).flatMap((header) =>
            Object.entries(header).map(([name, bytes]) => [name, bytes && Buffer.from(bytes)] as const),
          ),
        },
        said,
      ),
  };
}

type SaidMembers = ReturnType<typeof saidMembers>;

function topicEvent(
  { topic, partition, offset, timestamp, key, value, headers }: StoredRecord,
  said: SaidMembers,
): TopicEvent {
  const place = { topic, partition, offset, key: key === null ? undefined : base64(key) };
  const isWrong = headers.some(([name]) => name === wrongMark);
  const kind = isWrong ? 'wrong' : value === null ? 'tombstone' : 'event';
  const beside = { timestamp, key: place.key, headers: headers.map(([name, bytes]) => [name, bytes && base64(bytes)]) };
  const members = value === null ? '{}' : membersIn(value, said);
  return { ...place, kind, content: contentOf(kind, beside, members) };
}

/** Anybody may produce to the topic of a run. */
function membersIn(value: Uint8Array, said: SaidMembers): string {
  try {
    return membersOf(Buffer.from(value).toString(), said);
  } catch {
    return base64(value);
  }
}

const bytesIn = (text: string | null | undefined): Uint8Array | null =>
  text === undefined || text === null ? null : Buffer.from(text, 'base64');

interface Said {
  timestamp: number;
  key: string | undefined;
  headers: readonly unknown[];
}

interface LineOrigin extends TopicPlace {
  kind: 'event' | 'tombstone';
  timestamp: number;
  key?: string;
  key_base64?: string;
  headers?: readonly { name: string; value?: string; value_base64?: string }[];
}

/** What a line of the stream says; undefined for a line that is none of the bridge. */
export function lineContent(line: string): (TopicPlace & { content: string }) | undefined {
  try {
    const { stream } = JSON.parse(line) as { stream: LineOrigin };
    const { kind, timestamp, key, key_base64, headers = [] } = stream;
    const said = {
      timestamp,
      key: bytesOf(key, key_base64),
      headers: headers.map(({ name, value, value_base64 }) => [name, bytesOf(value, value_base64) ?? null]),
    };
    const { topic, partition, offset } = stream;
    return { topic, partition, offset, content: contentOf(kind, said, membersOf(line)) };
  } catch {
    return undefined;
  }
}

/** The event of a line of the stream; undefined for a line that is none of the bridge. */
export function lineEvent(line: string): TopicEvent | undefined {
  const said = lineContent(line);
  if (!said) return undefined;
  const [kind, , key] = JSON.parse(said.content) as [TopicEvent['kind'], number, string | null];
  return { ...said, kind, key: key ?? undefined };
}

const bytesOf = (text: string | undefined, bytes: string | undefined): string | undefined =>
  text === undefined ? bytes : base64(Buffer.from(text));

const contentOf = (kind: string, { timestamp, key, headers }: Said, members: string): string =>
  JSON.stringify([kind, timestamp, key ?? null, headers, members]);

type Reviver = (name: string, value: unknown, context: { source: string }) => unknown;

/** Writes the members of an object in one form, with all digits of numbers. Leaves out the member of the bridge. */
function membersOf(text: string, said: SaidMembers = (all) => all): string {
  const digits: Reviver = (_, value, { source }) => (typeof value === 'number' ? { digits: source } : value);
  const { stream: _, ...members } = JSON.parse(text, digits as (name: string, value: unknown) => unknown) as Record<
    string,
    unknown
  >;
  return JSON.stringify(Object.fromEntries(said(Object.entries(members))));
}

import { unrulyMark } from './source-events/unruly-events.ts';
import { wrongMark } from './source-events/wrong-values.ts';

/** A record that the topic has accepted. */
export interface TopicEvent {
  topic: string;
  partition: number;
  offset: number;
  /** Unruly: it keeps to the contract, and breaks a rule of the curation. */
  kind: 'event' | 'unruly' | 'tombstone' | 'wrong';
  /** What the raw zone has to say of it: to be compared, and not for people. */
  content: string;
  /** All of the record, in one form: what is parked has to be this. */
  whole: string;
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

const base64 = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('base64');

/** A record of the topic, read without any code of the landing. */
export function topicEvent({ topic, partition, offset, timestamp, key, value, headers }: StoredRecord): TopicEvent {
  const has = (mark: string): boolean => headers.some(([name]) => name === mark);
  const kind = has(wrongMark) ? 'wrong' : has(unrulyMark) ? 'unruly' : value === null ? 'tombstone' : 'event';
  const content = rawContent(timestamp, value === null ? '' : Buffer.from(value).toString());
  const said = headers.map(([name, bytes]) => [name, base64(bytes)]);
  return {
    topic,
    partition,
    offset,
    kind,
    content,
    whole: JSON.stringify([timestamp, base64(key), base64(value), said]),
  };
}

/** Whether the raw zone has to have it. */
export const isEvent = ({ kind }: TopicEvent): boolean => kind === 'event' || kind === 'unruly';

/** What a row of the raw zone says of the record: its time in the topic, and its value as the producer wrote it. */
export const rawContent = (timestamp: number, line: string): string => JSON.stringify([timestamp, line]);

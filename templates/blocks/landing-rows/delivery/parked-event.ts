import type { KafkaRecord } from '../processors/landing/kafka-record.ts';
import { topicEvent, type TopicEvent } from './accepted-event.ts';

/** A record of the topic as Lambda hands it over, and as it is parked. */
export const parkedEvent = ({ key, value, headers, ...record }: KafkaRecord): TopicEvent =>
  topicEvent({
    ...record,
    key: bytesIn(key),
    value: bytesIn(value),
    headers: (headers ?? []).flatMap((header) =>
      Object.entries(header).map(([name, bytes]) => [name, bytes && Buffer.from(bytes)] as const),
    ),
  });

const bytesIn = (text: string | null | undefined): Uint8Array | null =>
  text === undefined || text === null ? null : Buffer.from(text, 'base64');

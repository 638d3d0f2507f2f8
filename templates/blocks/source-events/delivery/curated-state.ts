import type { TopicEvent } from './accepted-event.ts';

/** What a row of an event has to say once it is curated; times are epoch milliseconds, and an amount has its four digits. */
export interface CuratedState {
  event_id: unknown;
  source: unknown;
  type: unknown;
  occurred_at: unknown;
  entity_id: unknown;
  sequence: unknown;
  operation: unknown;
  amount: unknown;
  currency: unknown;
  country: unknown;
  text: unknown;
  kafka_topic: unknown;
  kafka_partition: unknown;
  kafka_offset: unknown;
  kafka_timestamp: unknown;
}

export interface CuratedPlace {
  eventId: string;
  /** yyyy-MM-dd, in UTC. */
  day: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Reviver = (name: string, value: unknown, context: { source: string }) => unknown;
/** Numbers as they are written. */
const digits: Reviver = (_, value, { source }) => (typeof value === 'number' ? source : value);

/** Which event a record is of; undefined where it does not say. Records of the same event have the same one. */
export function curatedPlace(event: TopicEvent): CuratedPlace | undefined {
  if (event.kind !== 'event') return undefined;
  const { eventId, occurredAt } = fieldsOf(event);
  const time = Date.parse(String(occurredAt));
  return typeof eventId !== 'string' || Number.isNaN(time)
    ? undefined
    : { eventId, day: new Date(time).toISOString().slice(0, 10) };
}

/** Read of the record alone, without any code of the pipeline. */
export function curatedState(event: TopicEvent): CuratedState {
  const { topic, partition, offset, content } = event;
  const fields = fieldsOf(event);
  const [timestamp] = JSON.parse(content) as [number, string];
  const textOf = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
  return {
    event_id: textOf('eventId'),
    source: textOf('source'),
    type: textOf('type'),
    occurred_at: Date.parse(String(fields['occurredAt'])),
    entity_id: textOf('entityId'),
    sequence: Number(fields['sequence']),
    operation: textOf('operation'),
    amount: exactAmount(fields['amount']),
    currency: textOf('currency'),
    country: textOf('country'),
    text: textOf('text'),
    kafka_topic: topic,
    kafka_partition: partition,
    kafka_offset: offset,
    kafka_timestamp: timestamp,
  };
}

/** With four digits after the point, none of them lost. */
export function exactAmount(amount: unknown): string | null {
  if (amount === undefined || amount === null) return null;
  const [, sign, whole, fraction = ''] = /^([+-]?)(\d+)(?:\.(\d{1,4}))?$/.exec(String(amount)) ?? [];
  if (whole === undefined) return String(amount);
  const units = BigInt(whole + fraction.padEnd(4, '0'));
  const text = String(units).padStart(5, '0');
  return `${sign === '-' && units > 0n ? '-' : ''}${text.slice(0, -4)}.${text.slice(-4)}`;
}

function fieldsOf({ content }: TopicEvent): Fields {
  const [, line] = JSON.parse(content) as [number, string];
  try {
    const value = JSON.parse(line, digits as (name: string, value: unknown) => unknown) as unknown;
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    // any text may be in a topic
    return {};
  }
}

import type { KafkaRecord } from '../processors/landing/kafka-record.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** An event that keeps the contract; `nth` tells one from another. */
export const eventOf = (nth: number): Record<string, unknown> => ({
  eventId: `event-${nth}`,
  source: 'orders',
  type: 'order.updated',
  occurredAt: '2026-11-22T10:20:30.456Z',
  entityId: `order-${nth}`,
  sequence: nth,
  operation: 'update',
});

/** A record of the topic `events`, with a sound value where no other one is given. Texts and bytes, as Kafka has them. */
export function kafkaRecord(
  partition: number,
  offset: number,
  {
    key,
    value = JSON.stringify(eventOf(offset)),
    ...more
  }: { key?: string | Uint8Array; value?: string | Uint8Array | null } & Pick<KafkaRecord, 'headers' | 'again'> = {},
): KafkaRecord {
  return {
    topic: 'events',
    partition,
    offset,
    timestamp: 1_790_000_000_000 + offset,
    ...(key === undefined ? {} : { key: base64(key) }),
    ...(value === null ? {} : { value: base64(value) }),
    headers: [],
    ...more,
  };
}

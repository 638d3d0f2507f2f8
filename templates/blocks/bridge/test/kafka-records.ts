import samples from '../contract/derived/click-event-samples.json' with { type: 'json' };
import type { KafkaRecord } from '../processors/bridge/kafka-record.ts';
import { changedMembers } from './said.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** A value that keeps the contract, and that the stream has as its producer writes it; `nth` tells one from another. */
export const valueOf = (nth: number): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(samples[nth % samples.length]!).filter(([name]) => !changedMembers.includes(name)),
    ),
  );

/** A record of the topic `clicks`, with a sound value where no other one is given. Texts and bytes, as Kafka has them. */
export function kafkaRecord(
  partition: number,
  offset: number,
  {
    key,
    value = valueOf(offset),
    ...more
  }: { key?: string | Uint8Array; value?: string | Uint8Array | null } & Pick<KafkaRecord, 'headers' | 'again'> = {},
): KafkaRecord {
  return {
    topic: 'clicks',
    partition,
    offset,
    timestamp: 1_790_000_000_000 + offset,
    ...(key === undefined ? {} : { key: base64(key) }),
    ...(value === null ? {} : { value: base64(value) }),
    headers: [],
    ...more,
  };
}

/** What a line of the stream says of where it comes from. */
export interface Origin {
  kind: string;
  topic: string;
  partition: number;
  offset: number;
  timestamp: number;
  key?: string;
  key_base64?: string;
  headers?: { name: string; value?: string; value_base64?: string }[];
}

/** The lines of a record of the stream, in their order. */
export const linesIn = (text: string): ({ stream: Origin } & Record<string, unknown>)[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { stream: Origin });

/**
 * A record of a topic, as Lambda hands it over (Lambda developer guide, "Using Lambda with Amazon MSK"). Bytes are base64; a key or a
 * value that Kafka does not have may be null here, or left out.
 */
export interface KafkaRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Unix time in milliseconds; the producer may say anything. */
  timestamp: number;
  key?: string | null;
  value?: string | null;
  /** One member each: the name, and the bytes, from -128 or from 0 on. */
  headers?: readonly Readonly<Record<string, readonly number[] | null>>[] | null;
  /** How often it was replayed. Lambda does not say it, `npm run replay` does. */
  again?: number;
}

/** A batch: the records of some partitions, in the order of their offsets, by `TOPIC-PARTITION`. */
export interface KafkaEvent {
  records: Readonly<Record<string, readonly KafkaRecord[]>>;
}

/** The records that have to come again. */
export interface KafkaBatchResponse {
  batchItemFailures: { itemIdentifier: { partition: string; offset: number } }[];
}

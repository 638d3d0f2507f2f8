/**
 * `denied`: the brokers do not let this role in, or not do this. `stale`: another broker leads the partition. `sequence`: the
 * brokers do not know the producer any more. `refused`: this record will never be taken. `unavailable`: try again.
 */
export type KafkaFailure = 'denied' | 'stale' | 'sequence' | 'refused' | 'unavailable';

/** Kafka guide, protocol, "Error Codes": those whose failure is not `unavailable`. */
const codes: Readonly<Record<number, readonly [name: string, failure: KafkaFailure]>> = {
  2: ['CORRUPT_MESSAGE', 'unavailable'],
  3: ['UNKNOWN_TOPIC_OR_PARTITION', 'stale'],
  5: ['LEADER_NOT_AVAILABLE', 'stale'],
  6: ['NOT_LEADER_OR_FOLLOWER', 'stale'],
  7: ['REQUEST_TIMED_OUT', 'unavailable'],
  9: ['REPLICA_NOT_AVAILABLE', 'stale'],
  10: ['MESSAGE_TOO_LARGE', 'refused'],
  18: ['RECORD_LIST_TOO_LARGE', 'refused'],
  19: ['NOT_ENOUGH_REPLICAS', 'unavailable'],
  20: ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'unavailable'],
  29: ['TOPIC_AUTHORIZATION_FAILED', 'denied'],
  31: ['CLUSTER_AUTHORIZATION_FAILED', 'denied'],
  33: ['UNSUPPORTED_SASL_MECHANISM', 'denied'],
  45: ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'sequence'],
  47: ['INVALID_PRODUCER_EPOCH', 'sequence'],
  56: ['KAFKA_STORAGE_ERROR', 'stale'],
  58: ['SASL_AUTHENTICATION_FAILED', 'denied'],
  59: ['UNKNOWN_PRODUCER_ID', 'sequence'],
  87: ['INVALID_RECORD', 'refused'],
};

/** The same batch has arrived before: it is in the topic. */
export const duplicateSequence = 46;

/** What a broker or the way to it had against a request. Its text quotes no record. */
export class KafkaError extends Error {
  override readonly name = 'KafkaError';
  readonly failure: KafkaFailure;

  constructor(failure: KafkaFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** The error that a code other than 0 stands for. */
export function errorOf(code: number, doing: string): KafkaError {
  const [name, failure] = codes[code] ?? [`error ${code}`, 'unavailable'];
  return new KafkaError(failure, `${doing}: ${name}`);
}

/** Throws what a code stands for, and nothing for 0. */
export function assertNone(code: number, doing: string): void {
  if (code !== 0) throw errorOf(code, doing);
}

/** An answer that cannot be read is one more reason to ask again. */
export const kafkaErrorOf = (error: unknown): KafkaError =>
  error instanceof KafkaError
    ? error
    : new KafkaError('unavailable', error instanceof Error ? error.message : 'no error was given');

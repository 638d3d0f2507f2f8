import type { KafkaTopic } from '../types.ts';
import { errorCodes, WireError } from './error-code.ts';
import { WireReader } from './reader.ts';
import { ProducerStates } from './producer-state.ts';
import { batchesIn, type SentBatch } from './record-batch.ts';
import { WireWriter } from './writer.ts';

interface Sent {
  readonly partition: number;
  readonly bytes: Uint8Array | null;
}

interface Outcome {
  readonly error: number;
  readonly message: string | null;
  readonly baseOffset: number;
}

/** What a listener goes by when it takes batches. */
export interface WireTopics {
  readonly topics: ReadonlyMap<string, KafkaTopic>;
  /** `max.message.bytes` of a topic. */
  messageSizeOf(topic: string): number;
}

/** What idempotent producers have appended to each topic. */
const producersOf = new WeakMap<KafkaTopic, ProducerStates>();

/** Kafka guide, protocol, Produce. Undefined for a producer that waits for no answer (`acks=0`). */
export function produce(
  body: WireReader,
  version: number,
  response: WireWriter,
  { topics, messageSizeOf }: WireTopics,
): WireWriter | undefined {
  body.nullableText();
  const acks = body.int16();
  body.int32();
  const sent = body.array(() => ({
    topic: body.text(),
    partitions: body.array(() => ({ partition: body.int32(), bytes: body.nullableBytes() })) ?? [],
  }));
  response.array(sent ?? [], ({ topic, partitions }) => {
    response.text(topic).array(partitions, ({ partition, bytes }) => {
      const given = { partition, bytes, acks, messageSize: messageSizeOf(topic) };
      const { error, message, baseOffset } = appended(topics.get(topic), given);
      response.int32(partition).int16(error).int64(baseOffset).int64(-1);
      if (version >= 5) response.int64(0);
      if (version >= 8) response.array([], () => undefined).nullableText(message);
    });
  });
  response.int32(0);
  return acks === 0 ? undefined : response;
}

function appended(
  topic: KafkaTopic | undefined,
  { partition, bytes, acks, messageSize }: Sent & { readonly acks: number; readonly messageSize: number },
): Outcome {
  const refused = (error: number, message: string): Outcome => ({ error, message, baseOffset: -1 });
  if (!topic || partition < 0 || partition >= topic.partitions)
    return refused(errorCodes.unknownTopicOrPartition, 'The topic or the partition does not exist.');
  if (![0, 1, -1].includes(acks)) return refused(errorCodes.invalidRequiredAcks, 'acks is 0, 1 or all.');
  try {
    const batches = batchesIn(bytes ?? new Uint8Array(), messageSize);
    const offsets = batches.map((batch) => offsetOf(topic, partition, batch));
    return { error: errorCodes.none, message: null, baseOffset: offsets[0] ?? -1 };
  } catch (error) {
    if (error instanceof WireError) return refused(error.code, error.message);
    if (error instanceof RangeError) return refused(errorCodes.messageTooLarge, error.message);
    throw error;
  }
}

/** Appends a batch, and gives the offset of its first record. */
function offsetOf(topic: KafkaTopic, partition: number, batch: SentBatch): number {
  const producers = producersOf.get(topic) ?? new ProducerStates();
  producersOf.set(topic, producers);
  const before = producers.offsetOf(partition, batch);
  if (before !== undefined) return before;
  const [offset = -1] = batch.records.map((record) => topic.append({ ...record, partition }).offset);
  producers.appended(partition, batch, offset);
  return offset;
}

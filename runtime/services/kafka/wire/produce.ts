import type { KafkaTopic } from '../types.ts';
import type { BrokerAccess, BrokerClient } from './broker-access.ts';
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

/** Where a client writes, and who it is: undefined where everybody may write. */
export interface WrittenTo extends WireTopics {
  readonly access: BrokerAccess | undefined;
  readonly client: BrokerClient | undefined;
}

/** Thrown for a batch that is appended, and whose producer does not hear of it: the connection ends. */
class AnswerLost extends Error {}

/** What idempotent producers have appended to each topic. */
const producersOf = new WeakMap<KafkaTopic, ProducerStates>();

/** Kafka guide, protocol, Produce. Undefined for a producer that waits for no answer (`acks=0`). */
export function produce(
  body: WireReader,
  version: number,
  response: WireWriter,
  to: WrittenTo,
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
      const { error, message, baseOffset } = appended(to, topic, { partition, bytes, acks });
      response.int32(partition).int16(error).int64(baseOffset).int64(-1);
      if (version >= 5) response.int64(0);
      if (version >= 8) response.array([], () => undefined).nullableText(message);
    });
  });
  response.int32(0);
  return acks === 0 ? undefined : response;
}

function appended(
  { topics, access, client, messageSizeOf }: WrittenTo,
  name: string,
  { partition, bytes, acks }: Sent & { readonly acks: number },
): Outcome {
  const refused = (error: number, message: string): Outcome => ({ error, message, baseOffset: -1 });
  if (client && !client.may('WriteData', name))
    return refused(errorCodes.topicAuthorizationFailed, 'The role may not write to the topic.');
  const topic = topics.get(name);
  if (!topic || partition < 0 || partition >= topic.partitions)
    return refused(errorCodes.unknownTopicOrPartition, 'The topic or the partition does not exist.');
  if (![0, 1, -1].includes(acks)) return refused(errorCodes.invalidRequiredAcks, 'acks is 0, 1 or all.');
  try {
    const batches = batchesIn(bytes ?? new Uint8Array(), messageSizeOf(name));
    const offsets = batches.map((batch) => offsetOf(topic, partition, batch, client));
    const names = batches.map(({ producerId, baseSequence }) => `${producerId}|${partition}|${baseSequence}`);
    if (names.some((batch) => access?.losesAnswer(`${name}|${batch}`))) throw new AnswerLost(name);
    return { error: errorCodes.none, message: null, baseOffset: offsets[0] ?? -1 };
  } catch (error) {
    if (error instanceof WireError) return refused(error.code, error.message);
    if (error instanceof RangeError) return refused(errorCodes.messageTooLarge, error.message);
    throw error;
  }
}

/** Appends a batch that has not come before, and gives the offset of its first record. */
function offsetOf(topic: KafkaTopic, partition: number, batch: SentBatch, client: BrokerClient | undefined): number {
  const producers = producersOf.get(topic) ?? new ProducerStates();
  producersOf.set(topic, producers);
  const before = producers.offsetOf(partition, batch);
  if (before !== undefined) return before;
  const [offset = -1] = batch.records.map((record) => topic.append({ ...record, partition }).offset);
  producers.appended(partition, batch, offset);
  client?.wrote(topic.name, batch.records.length);
  return offset;
}

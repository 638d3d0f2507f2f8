import type { KafkaTopic } from '../types.ts';
import { errorCodes, WireError } from './error-code.ts';
import { WireReader } from './reader.ts';
import { batchesIn, type SentBatch } from './record-batch.ts';
import { WireWriter } from './writer.ts';

interface Outcome {
  readonly error: number;
  readonly message: string | null;
  readonly baseOffset: number;
}

/** Of each idempotent producer and partition, the last batch: a repetition of it is not appended again. */
const lastOf = new WeakMap<KafkaTopic, Map<string, { readonly sequence: number; readonly offset: number }>>();

/** Kafka guide, protocol, Produce. Undefined for a producer that waits for no answer (`acks=0`). */
export function produce(
  body: WireReader,
  version: number,
  response: WireWriter,
  topics: ReadonlyMap<string, KafkaTopic>,
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
      const { error, message, baseOffset } = appended(topics.get(topic), partition, bytes, acks);
      response.int32(partition).int16(error).int64(baseOffset).int64(-1);
      if (version >= 5) response.int64(0);
      if (version >= 8) response.array([], () => undefined).nullableText(message);
    });
  });
  response.int32(0);
  return acks === 0 ? undefined : response;
}

function appended(topic: KafkaTopic | undefined, partition: number, bytes: Uint8Array | null, acks: number): Outcome {
  const refused = (error: number, message: string): Outcome => ({ error, message, baseOffset: -1 });
  if (!topic || partition < 0 || partition >= topic.partitions)
    return refused(errorCodes.unknownTopicOrPartition, 'The topic or the partition does not exist.');
  if (![0, 1, -1].includes(acks)) return refused(errorCodes.invalidRequiredAcks, 'acks is 0, 1 or all.');
  try {
    const offsets = batchesIn(bytes ?? new Uint8Array()).map((batch) => offsetOf(topic, partition, batch));
    return { error: errorCodes.none, message: null, baseOffset: offsets[0] ?? -1 };
  } catch (error) {
    if (error instanceof WireError) return refused(error.code, error.message);
    if (error instanceof RangeError) return refused(errorCodes.messageTooLarge, error.message);
    throw error;
  }
}

/** Appends a batch, and gives the offset of its first record. */
function offsetOf(topic: KafkaTopic, partition: number, { producerId, baseSequence, records }: SentBatch): number {
  const known = lastOf.get(topic) ?? new Map<string, { sequence: number; offset: number }>();
  lastOf.set(topic, known);
  const producer = `${producerId}|${partition}`;
  const last = known.get(producer);
  if (producerId >= 0n && last && last.sequence === baseSequence) return last.offset;
  const [offset = -1] = records.map((record) => topic.append({ ...record, partition }).offset);
  if (producerId >= 0n) known.set(producer, { sequence: baseSequence, offset });
  return offset;
}

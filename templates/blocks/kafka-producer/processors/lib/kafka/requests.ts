import type { Request } from './broker-connection.ts';
import { assertNone, KafkaError } from './kafka-error.ts';
import type { WireReader } from './wire/wire-reader.ts';
import { WireWriter } from './wire/wire-writer.ts';

/*
 * What a producer asks of brokers (Kafka guide, protocol). The versions are those that every broker from Kafka 2.2 to 4 speaks, so
 * that a client need not ask which ones there are.
 */

export const saslHandshake = (mechanism: string): Request => ({
  api: 17,
  version: 1,
  body: new WireWriter().text(mechanism).done(),
});

export const takeSaslHandshake = (answer: WireReader): void => assertNone(answer.int16(), 'choosing SASL/OAUTHBEARER');

/** RFC 7628, 3.1: the token is all that the client says. */
export function saslAuthenticate(token: string): Request {
  const said = Buffer.from(`n,,\u0001auth=Bearer ${token}\u0001\u0001`);
  return { api: 36, version: 1, body: new WireWriter().int32(said.length).bytes(said).done() };
}

const saslAuthenticationFailed = 58;
/** A broker takes few new connections a second, and says so in these words (github.com/aws/aws-msk-iam-auth, issue 28). */
const tooMany = /too many connects/i;

/** Milliseconds after which the broker ends the session; 0 where it does not. Throws where the broker does not let the client in. */
export function takeSaslAuthenticate(answer: WireReader): number {
  const code = answer.int16();
  const message = answer.nullableText() ?? 'refused without a reason';
  // a server that says why it refuses may do so here (RFC 7628, 3.2.2), without an error code
  const challenge = answer.bytes();
  if (code === 0 && challenge.length === 0) return Number(answer.int64());
  const isFinal = (code === 0 || code === saslAuthenticationFailed) && !tooMany.test(message);
  throw new KafkaError(isFinal ? 'denied' : 'unavailable', `signing in: ${message}`);
}

/** Who leads each partition of a topic. Topics are not made by asking for them. */
export const metadata = (topic: string): Request => ({
  api: 3,
  version: 4,
  body: new WireWriter().int32(1).text(topic).int8(0).done(),
});

/** What brokers say of a topic. */
interface Described {
  /** HOST:PORT of each broker, by its number. */
  brokers: ReadonlyMap<number, string>;
  /** The number of the broker that makes topics. */
  controller: number;
  /** Error code; 0 for none. */
  code: number;
  /** The broker that leads each partition, by the number of the partition. */
  leaders: ReadonlyMap<number, number>;
}

/** The answer to Metadata. Throws a KafkaError where it says nothing of the topic. */
export function takeDescribed(answer: WireReader): Described {
  answer.int32();
  const brokers = new Map(
    answer.array(() => {
      const [node, host, port] = [answer.int32(), answer.text(), answer.int32()];
      answer.nullableText();
      return [node, `${host}:${port}`] as const;
    }),
  );
  answer.nullableText();
  const controller = answer.int32();
  const [topic] = answer.array(() => {
    const [code] = [answer.int16(), answer.text(), answer.int8()];
    const leaders = answer.array(() => {
      const [, partition, leader] = [answer.int16(), answer.int32(), answer.int32()];
      // its replicas, and those in sync
      answer.array(() => answer.int32());
      answer.array(() => answer.int32());
      return [partition, leader] as const;
    });
    return { code, leaders: new Map(leaders) };
  });
  if (!topic) throw new KafkaError('unavailable', 'asking for the topic: no answer');
  return { brokers, controller, ...topic };
}

/** Addresses of the leaders by partition, HOST:PORT; undefined for a partition that has none at the moment. */
export function takeMetadata(answer: WireReader): (string | undefined)[] {
  const { brokers, code, leaders } = takeDescribed(answer);
  assertNone(code, 'asking for the topic');
  const addresses: (string | undefined)[] = [];
  for (const [partition, leader] of leaders) addresses[partition] = brokers.get(leader);
  if (addresses.length === 0) throw new KafkaError('stale', 'asking for the topic: it has no partitions yet');
  return addresses;
}

/** A producer without transactions. */
export const initProducerId = (): Request => ({
  api: 22,
  version: 1,
  body: new WireWriter().nullText().int32(60_000).done(),
});

export function takeInitProducerId(answer: WireReader): { producerId: bigint; producerEpoch: number } {
  answer.int32();
  assertNone(answer.int16(), 'becoming an idempotent producer');
  return { producerId: answer.int64(), producerEpoch: answer.int16() };
}

/** One batch for each partition. All replicas in sync have to have it before the broker answers (`acks=all`). */
export function produce(topic: string, batches: ReadonlyMap<number, Uint8Array>, milliseconds: number): Request {
  const body = new WireWriter().nullText().int16(-1).int32(milliseconds);
  body.array([topic], (name) =>
    body.text(name).array([...batches], ([partition, batch]) => body.int32(partition).int32(batch.length).bytes(batch)),
  );
  return { api: 0, version: 7, body: body.done() };
}

/** What became of a batch. */
export interface Produced {
  code: number;
  /** Of its first record. */
  offset: bigint;
}

/** By partition. */
export function takeProduced(answer: WireReader): Map<number, Produced> {
  const topics = answer.array(() => {
    answer.text();
    return answer.array(() => {
      const [partition, code, offset] = [answer.int32(), answer.int16(), answer.int64()];
      answer.int64();
      answer.int64();
      return [partition, { code, offset }] as const;
    });
  });
  return new Map(topics.flat());
}

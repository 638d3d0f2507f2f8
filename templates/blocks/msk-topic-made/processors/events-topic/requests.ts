import type { Request } from '../lib/kafka/broker-connection.ts';
import { assertNone, errorOf, KafkaError } from '../lib/kafka/kafka-error.ts';
import { takeDescribed } from '../lib/kafka/requests.ts';
import type { WireReader } from '../lib/kafka/wire/wire-reader.ts';
import { WireWriter } from '../lib/kafka/wire/wire-writer.ts';

/** A topic as it is wanted. */
export interface WantedTopic {
  name: string;
  partitions: number;
  /** As Kafka names them: `retention.ms`. */
  settings: Readonly<Record<string, string>>;
}

/** Kafka guide, protocol, "Error Codes": what a broker will not take, however often it is asked. */
const refusals: Readonly<Record<number, string>> = {
  17: 'INVALID_TOPIC_EXCEPTION',
  37: 'INVALID_PARTITIONS',
  38: 'INVALID_REPLICATION_FACTOR',
  40: 'INVALID_CONFIG',
  42: 'INVALID_REQUEST',
  44: 'POLICY_VIOLATION',
};
const alreadyExists = 36;
/** As many replicas as the brokers give by default (KIP-464, from version 4 of the request on). */
const defaultReplicas = -1;

/** CreateTopics, in the newest version that brokers from Kafka 2.4 to 4 speak and that has no tagged fields. */
export function createTopic({ name, partitions, settings }: WantedTopic, milliseconds: number): Request {
  const body = new WireWriter();
  body.array([name], () =>
    body
      .text(name)
      .int32(partitions)
      .int16(defaultReplicas)
      .int32(0)
      .array(Object.entries(settings), ([setting, value]) => body.text(setting).text(value)),
  );
  return { api: 19, version: 4, body: body.int32(milliseconds).int8(0).done() };
}

/** What there is before a topic is made. */
export interface Found {
  /** HOST:PORT of the broker that makes topics; undefined where any of them does. */
  controller: string | undefined;
  /** How many the topic has; undefined for a topic that is not there. */
  partitions: number | undefined;
}

const unknownTopic = 3;

/** The answer to Metadata. Throws a KafkaError where the broker does not say. */
export function takeFound(answer: WireReader): Found {
  const { brokers, controller, code, leaders } = takeDescribed(answer);
  if (code !== unknownTopic) assertNone(code, 'asking for the topic');
  return { controller: brokers.get(controller), partitions: code === unknownTopic ? undefined : leaders.size };
}

/** Whether the topic was made, or was there before. Throws a KafkaError for anything else. */
export function takeCreated(answer: WireReader): 'made' | 'there' {
  answer.int32();
  const [topic] = answer.array(() => {
    const [, code, message] = [answer.text(), answer.int16(), answer.nullableText()];
    return { code, message };
  });
  if (!topic) throw new KafkaError('unavailable', 'making the topic: no answer');
  if (topic.code === 0) return 'made';
  if (topic.code === alreadyExists) return 'there';
  const refusal = refusals[topic.code];
  if (refusal) throw new KafkaError('refused', `making the topic: ${refusal}, ${topic.message ?? 'no reason'}`);
  throw errorOf(topic.code, 'making the topic');
}

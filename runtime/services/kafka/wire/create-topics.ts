import type { ExistingTopic } from '../../../contracts/local-stack.ts';
import { topicWith } from '../topic-settings.ts';
import type { BrokerClient } from './broker-access.ts';
import { errorCodes } from './error-code.ts';
import type { WireTopics } from './produce.ts';
import type { WireReader } from './reader.ts';
import type { WireWriter } from './writer.ts';

/** Where a client may make topics. */
export interface MadeTopics {
  create(topic: ExistingTopic): void;
}

type Cluster = Pick<WireTopics, 'topics'> & MadeTopics & { readonly client: BrokerClient | undefined };

/** Kafka guide, protocol, CreateTopics. A topic has as many replicas as its client says: a run has one broker, and does not look at it. */
export function createTopics(body: WireReader, response: WireWriter, { client, topics, create }: Cluster): WireWriter {
  const wanted = body.array(() => wantedTopic(body)) ?? [];
  body.int32();
  const isTrial = body.int8() !== 0;
  response.int32(0);
  return response.array(wanted, ({ name, partitions, settings }) => {
    const code = refusalOf(name, partitions);
    if (code === errorCodes.none && !isTrial) create(topicWith(name, partitions, settings));
    response.text(name).int16(code).nullableText(null);
  });

  function refusalOf(name: string, partitions: number): number {
    // MSK guide, iam-access-control: kafka-cluster:CreateTopic
    if (client && !client.may('CreateTopic', name)) return errorCodes.topicAuthorizationFailed;
    if (topics.has(name)) return errorCodes.topicAlreadyExists;
    return partitions < 1 ? errorCodes.invalidPartitions : errorCodes.none;
  }
}

function wantedTopic(body: WireReader) {
  const [name, partitions] = [body.text(), body.int32(), body.int16()];
  // which broker has which partition
  body.array(() => [body.int32(), body.array(() => body.int32())]);
  const settings = new Map(body.array(() => [body.text(), body.nullableText()] as const) ?? []);
  return { name, partitions, settings };
}

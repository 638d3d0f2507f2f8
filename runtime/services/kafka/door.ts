import { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { ClusterSource } from './poller/source.ts';
import { TopicLog } from './topic-log.ts';
import type {
  KafkaMapping,
  KafkaMappingOptions,
  KafkaMappingProperties,
  KafkaTopic,
  KafkaTopicOptions,
} from './types.ts';

export const createKafkaTopic = (options: KafkaTopicOptions): KafkaTopic => new TopicLog(options);

/** Where the mapping of a test finds its brokers, if it does not say so. */
const brokers = ['kafka-1.example.com:9096'];

/** Starts Lambda's event source mapping for a Kafka topic. Throws when a property is outside Lambda's limits. */
export function startKafkaMapping({ topic, properties: given, ...options }: KafkaMappingOptions): KafkaMapping {
  const properties: KafkaMappingProperties = {
    ...(given.EventSourceArn === undefined
      ? { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: brokers } } }
      : {}),
    Topics: [topic.name],
    ...given,
  };
  const named = properties.SelfManagedEventSource?.Endpoints?.KafkaBootstrapServers ?? brokers;
  const source = new ClusterSource({
    address: { servers: named.join(','), arn: properties.EventSourceArn },
    component: 'Kafka',
    faults: options.faults,
    topic: (name) => (name === topic.name ? topic : undefined),
    topicNames: () => [topic.name],
    groups: new Set(),
    keyOf: () => undefined,
    taken: () => undefined,
  });
  const polling = { uuid: options.uuid, polled: () => undefined };
  return new EventSourceMapping({ ...options, properties, source: source.of(polling) });
}

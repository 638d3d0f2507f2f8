import { bridgeMetrics, bridgeTimes } from '../processors/bridge/metrics.ts';
import type { KafkaTopic } from '../infra/blocks/kafka-topic.ts';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { produceProbe } from './produce-probe.ts';
import { topicSource } from './topic-source.ts';

export type { TopicSample as EnteredSample } from './clicks/topic-samples.ts';

/** How events come in: from a topic, which is outside of the stack. */
export const ingest = {
  existingKafka: ({ kafka: { brokers, topic } }: { kafka: Pick<KafkaTopic, 'brokers' | 'topic'> }) => [
    { bootstrapServers: brokers, component: 'Kafka', topics: [{ name: topic, partitions: 6 }], port: 0 },
  ],
  metrics: { delivered: [bridgeMetrics.events, bridgeMetrics.tombstones], lag: [bridgeTimes.lag] },
  outages: ['kafka.broker-away'],
  sources: (place: Place) => ({ topic: topicSource(place) }),
  probes: (place: Place) => [produceProbe(place)],
} as const;

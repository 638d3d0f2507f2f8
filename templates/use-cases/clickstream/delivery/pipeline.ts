import { stages } from '../infra/config.ts';
import { bridgeMetrics, bridgeTimes } from '../processors/bridge/metrics.ts';
import type { Pipeline, PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { TopicSample } from './clicks/topic-samples.ts';
import { orderProbe } from './order-probe.ts';
import { parkedOnTheWay } from './parked-on-the-way.ts';
import { produceProbe } from './produce-probe.ts';
import { offersSink, sessionsSink } from './results-sinks.ts';
import { streamSink } from './stream-sink.ts';
import { identityOf, type TopicEvent } from './topic-event.ts';
import { topicSource } from './topic-source.ts';

const { brokers, topic } = stages[0]!.kafka;

/** Topic -> bridge -> Kinesis stream -> analysis -> table of results. The topic is outside of the stack. */
export const pipeline: PipelineDescription<TopicEvent, TopicSample> = {
  existingTables: () => [],
  existingKafka: () => [
    { bootstrapServers: brokers, component: 'Kafka', topics: [{ name: topic, partitions: 6 }], port: 0 },
  ],
  failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
  objectSinks: () => [],
  entries: 'events',
  packed: true,
  metrics: {
    delivered: [bridgeMetrics.events, bridgeMetrics.tombstones],
    dropped: [],
    lag: [bridgeTimes.lag],
  },
  outages: ['objects.put-failed', 'stream.write-throttled', 'kafka.broker-away'],
  at: (place): Pipeline<TopicEvent, TopicSample> => ({
    identity: identityOf,
    name: ({ kind, ...event }) => `${kind} ${identityOf(event)}`,
    happened: ({ kind }) => (kind === 'wrong' ? 'not an event' : kind),
    sources: { topic: topicSource(place) },
    sinks: { stream: streamSink(place), sessions: sessionsSink(place), offers: offersSink(place) },
    meantFor: ({ kind }) => (kind === 'event' ? ['stream', 'sessions', 'offers'] : ['stream']),
    dropped: [],
    planted: ({ kind }) => kind === 'wrong',
    parked: parkedOnTheWay(place),
    probes: [produceProbe(place), orderProbe(place)],
  }),
};

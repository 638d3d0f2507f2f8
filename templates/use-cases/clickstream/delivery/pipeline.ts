import { stages } from '../infra/config.ts';
import { bridgeMetrics, bridgeTimes } from '../processors/bridge/metrics.ts';
import { output, type Pipeline, type PipelineDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { TopicSample } from './clicks/topic-samples.ts';
import { clickLakeProbe } from './click-lake-probe.ts';
import { clickLakeSink, clicksPrefix } from './click-lake-sink.ts';
import { withoutConsent } from './consent.ts';
import { orderProbe } from './order-probe.ts';
import { everySink } from './every-sink.ts';
import { analysisGivenUp, keptByAnalysis } from './kept-by-analysis.ts';
import { parkedBeforeLake } from './parked-before-lake.ts';
import { parkedOnTheWay } from './parked-on-the-way.ts';
import { produceProbe } from './produce-probe.ts';
import { resultsProbe } from './results-probe.ts';
import { offersSink, sessionsSink } from './results-sinks.ts';
import { streamSink } from './stream-sink.ts';
import { identityOf, type TopicEvent } from './topic-event.ts';
import { topicSource } from './topic-source.ts';

const { brokers, topic } = stages[0]!.kafka;

/** Topic -> bridge -> Kinesis stream -> analysis -> table of results; the same stream -> Firehose -> lake. The topic is outside of the stack. */
export const pipeline: PipelineDescription<TopicEvent, TopicSample> = {
  existingTables: () => [],
  existingKafka: () => [
    { bootstrapServers: brokers, component: 'Kafka', topics: [{ name: topic, partitions: 6 }], port: 0 },
  ],
  failureStores: ({ FailureBucketName, LakeBucketName }) => [
    { bucket: FailureBucketName! },
    { bucket: LakeBucketName!, prefix: 'errors/' },
  ],
  objectSinks: ({ LakeBucketName }) => [{ bucket: LakeBucketName!, prefix: clicksPrefix }],
  entries: 'events',
  packed: true,
  metrics: {
    delivered: [bridgeMetrics.events, bridgeMetrics.tombstones],
    dropped: [],
    lag: [bridgeTimes.lag],
  },
  outages: ['objects.put-failed', 'stream.write-throttled', 'kafka.broker-away', 'delivery.destination-down'],
  at: (place): Pipeline<TopicEvent, TopicSample> => ({
    identity: identityOf,
    name: ({ kind, ...event }) => `${kind} ${identityOf(event)}`,
    happened: ({ kind }) => (kind === 'wrong' ? 'not an event' : kind),
    sources: { topic: topicSource(place) },
    sinks: {
      stream: streamSink(place),
      lake: clickLakeSink(place),
      sessions: sessionsSink(place),
      offers: offersSink(place),
    },
    meantFor: ({ kind }) => (kind === 'tombstone' ? ['stream', 'lake'] : everySink),
    dropped: withoutConsent,
    planted: ({ kind }) => kind === 'wrong',
    parked: [
      ...parkedOnTheWay(place, { sinks: everySink, others: [analysisGivenUp(place.outputs)] }),
      ...keptByAnalysis(place),
      ...parkedBeforeLake(place),
    ],
    stray: () => {
      place.find('stream', output(place.outputs, 'ClickStreamName')).put('stray', '{"user":"somebody-else"}');
    },
    probes: [produceProbe(place), resultsProbe(place), clickLakeProbe(place), orderProbe(place)],
  }),
};

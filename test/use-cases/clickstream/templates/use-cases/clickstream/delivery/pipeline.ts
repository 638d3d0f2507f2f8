import { bridgeMetrics, bridgeTimes } from '../processors/bridge/metrics.ts';
import type { Log } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Pipeline, type PipelineDescription, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** An event of the topic, as the stream says where it was. */
export interface TopicEvent {
  topic: string;
  partition: number;
  offset: number;
  line: string;
}

/** Topic -> bridge -> Kinesis stream. Producers write to the topic: a run on this machine has none. */
export const pipeline: PipelineDescription<TopicEvent, never> = {
  existingTables: () => [],
  failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
  objectSinks: () => [],
  entries: 'events',
  packed: true,
  metrics: { delivered: bridgeMetrics.events, dropped: [], lag: [bridgeTimes.lag] },
  outages: ['objects.put-failed'],
  at: (place): Pipeline<TopicEvent, never> => ({
    identity: identityOf,
    name: identityOf,
    happened: () => 'written',
    sources: {},
    sinks: { stream: stream(place) },
    meantFor: () => ['stream'],
    dropped: [],
    planted: () => false,
    parked: [],
    probes: [],
  }),
};

const identityOf = ({ topic, partition, offset }: TopicEvent): string => `${topic}/${partition}/${offset}`;

/** The stream holds every event at least once, as it was written. */
const stream = ({ find, outputs }: Place): Log<TopicEvent> => ({
  kind: 'log',
  content: ({ line }) => line,
  *held() {
    for (const { data } of find('stream', output(outputs, 'ClickStreamName')).records())
      for (const line of Buffer.from(data).toString().split('\n').filter(Boolean)) {
        const { stream: origin } = JSON.parse(line) as { stream: TopicEvent };
        yield { identity: identityOf(origin), content: line, where: 'the stream' };
      }
  },
});

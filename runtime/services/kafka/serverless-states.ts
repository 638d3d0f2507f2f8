import type { FaultDefinitions } from '../../contracts/faults.ts';
import type { MetricDefinitions } from '../../contracts/metrics.ts';
import type { Host } from '../../contracts/service.ts';
import { lasting } from '../../kernel/fault-rules.ts';
import type { KafkaTopic } from './types.ts';

const minute = 60_000;
/** MSK guide, limits: bytes a second that a partition of a serverless cluster takes. */
const mostOfPartition = 5_000_000;

/** States of topics that a run shows in their metrics, and in nothing else: a run has no limit of bytes a second. */
export const states = {
  'kafka.topic-full': {
    ...lasting,
    strikes: ['AWS::MSK::ServerlessCluster'],
    title: 'Topic near its limit',
    explanation: 'Producers write almost as many bytes a second as the partitions of a topic take.',
    source: 'MSK guide, limits: 5 MB a second into each partition of a serverless cluster',
  },
} satisfies FaultDefinitions;

export const metrics = {
  'AWS/Kafka': {
    BytesInPerSec: {
      dimensions: { 'Cluster Name': 'AWS::MSK::ServerlessCluster', Topic: 'undocumented' },
      unit: 'Bytes/Second',
      source: 'MSK guide, serverless-monitoring',
    },
  },
} satisfies MetricDefinitions;

interface Topics {
  readonly name: string;
  readonly component: string;
  topics(): readonly Pick<KafkaTopic, 'name' | 'partitions'>[];
}

/** What the topics of a serverless cluster report every minute: nothing of brokers, disks and copies, which AWS alone knows. */
export function reportTopics(cluster: Topics, host: Pick<Host, 'clock' | 'faults' | 'metrics'>): void {
  const { name, component, topics } = cluster;
  const isFull = host.faults.strike('kafka.topic-full', component) !== undefined;
  for (const topic of topics()) {
    const bytes = isFull ? 0.95 * mostOfPartition * topic.partitions : 1_000;
    host.metrics.put('AWS/Kafka', 'BytesInPerSec', { 'Cluster Name': name, Topic: topic.name }, bytes);
  }
  host.clock.timer(minute, () => reportTopics(cluster, host));
}

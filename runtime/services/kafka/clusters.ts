import type { EventSource } from '../../contracts/event-source.ts';
import type { ExistingKafka, ExistingTopic } from '../../contracts/local-stack.ts';
import type { Host, OutsideResource, RunningService } from '../../contracts/service.ts';
import { observerOf, restore, type KafkaEntry } from './journal.ts';
import { ClusterSource } from './poller/source.ts';
import { defaultMessageSize, TopicLog } from './topic-log.ts';
import type { KafkaRecord } from './types.ts';
import { listenForProducers, type KafkaListener } from './wire/listener.ts';

const hour = 3_600_000;
/** Apache Kafka, broker configuration, `log.retention.hours`. */
const defaultRetentionHours = 168;
/** Of what all consumer groups are done with, so many records of a partition stay readable: a run may last for days. */
const keptRecords = 5_000;

interface Cluster {
  readonly servers: readonly string[];
  readonly component: string;
  readonly topics: ReadonlyMap<string, TopicLog>;
  readonly port: number | undefined;
  /** Of a topic: `max.message.bytes`. */
  messageSizeOf(topic: string): number;
}

/** The Kafka clusters that a stack uses. */
export class KafkaClusters implements RunningService {
  readonly outside: readonly OutsideResource[];
  readonly #host: Host;
  readonly #clusters: readonly Cluster[];
  /** Lambda guide, kafka-consumer-group-id: "must be unique among all your Kafka event sources". */
  readonly #groups = new Set<string>();
  readonly #listeners: KafkaListener[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.#clusters = host.existingKafka.map((cluster) => this.#cluster(cluster));
    this.outside = this.#clusters.map(({ component }) => ({ type: 'SelfManagedKafka::Cluster', component }));
  }

  async warm(): Promise<void> {
    for (const { topics, port, messageSizeOf } of this.#clusters) {
      if (port === undefined) continue;
      const listener = await listenForProducers(topics, port, messageSizeOf);
      this.#listeners.push(listener);
      for (const topic of topics.values()) topic.address = listener.address;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }

  find(name: string): TopicLog | undefined {
    return this.#topics().find((topic) => topic.name === name);
  }

  names(): readonly string[] {
    return this.#topics().map(({ name }) => name);
  }

  /** By the addresses of brokers, separated by commas: one that the cluster has is enough, as for a Kafka client. */
  source(servers: string): EventSource<KafkaRecord> | undefined {
    const named = servers.split(',');
    const cluster = this.#clusters.find(({ servers: own }) => own.some((server) => named.includes(server)));
    if (!cluster) return undefined;
    const { graph, faults } = this.#host;
    return new ClusterSource({
      servers,
      component: cluster.component,
      faults,
      topic: (name) => cluster.topics.get(name),
      topicNames: [...cluster.topics.keys()],
      groups: this.#groups,
      keyOf: (secretArn) => {
        const secret = graph.ofType('AWS::SecretsManager::Secret').find(({ arn }) => arn === secretArn);
        const key = secret?.properties['KmsKeyId'];
        return typeof key === 'string' ? (graph.named(key, 'AWS::KMS::Key')?.arn ?? key) : undefined;
      },
      taken: (name) => cluster.topics.get(name)?.keepNewest(keptRecords),
    });
  }

  #topics(): readonly TopicLog[] {
    return this.#clusters.flatMap(({ topics }) => [...topics.values()]);
  }

  #cluster({ bootstrapServers: servers, component, topics, port }: ExistingKafka): Cluster {
    const name = servers.join(',');
    const sizes = new Map(topics.map((topic) => [topic.name, topic.messageSize]));
    return {
      servers,
      component,
      port,
      topics: new Map(topics.map((topic) => [topic.name, this.#topic(topic, name)])),
      messageSizeOf: (topic) => sizes.get(topic) ?? defaultMessageSize,
    };
  }

  /** Puts back what the topic had, and keeps what it takes from now on. */
  #topic(
    { name, partitions, retentionHours = defaultRetentionHours, ...more }: ExistingTopic,
    cluster: string,
  ): TopicLog {
    const { clock, faults } = this.#host;
    const journal = this.#host.journal<KafkaEntry>();
    const id = `${cluster}/${name}`;
    const options = { name, partitions, retention: retentionHours * hour, clock, faults, ...more };
    const log = new TopicLog(options, observerOf(journal, id));
    restore(journal, id, log);
    return log;
  }
}

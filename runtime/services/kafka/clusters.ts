import type { ServiceApi } from '../../contracts/gateway.ts';
import type { EventSource } from '../../contracts/event-source.ts';
import type { ExistingKafka, ExistingTopic } from '../../contracts/local-stack.ts';
import type { Host, OutsideResource, RunningService } from '../../contracts/service.ts';
import { bootstrapBrokers, placeOfBrokers } from './bootstrap-brokers.ts';
import { reportBrokers, reportRefused } from './broker-states.ts';
import { reportTopics } from './serverless-states.ts';
import { certificateOfProcess } from '../../gateway/loopback-certificate.ts';
import { observerOf, restore, type KafkaEntry } from './journal.ts';
import { iamAccess } from './iam-access.ts';
import { mskApi } from './msk-api.ts';
import { mskClusters, type MskCluster } from './msk-clusters.ts';
import { ClusterSource } from './poller/source.ts';
import { defaultMessageSize, TopicLog } from './topic-log.ts';
import type { KafkaRecord } from './types.ts';
import { listenForProducers, type KafkaListener, type SecuredListener } from './wire/listener.ts';

const hour = 3_600_000;
/** Apache Kafka, broker configuration, `log.retention.hours`. */
const defaultRetentionHours = 168;
/** MSK developer guide, limits: of a kafka.t3.small broker, which takes the fewest. Nobody says of which type the brokers of others are. */
const fewestConnections = 4;
/** Of what all consumer groups are done with, so many records of a partition stay readable: a run may last for days. */
const keptRecords = 5_000;

interface Cluster {
  /** Of a cluster of Amazon MSK; undefined for one that AWS does not run. */
  readonly arn: string | undefined;
  /** Whether the stack makes it. */
  readonly isInside: boolean;
  readonly servers: readonly string[];
  readonly component: string;
  /** Those of the template, and those that clients make. */
  readonly topics: Map<string, TopicLog>;
  readonly port: number | undefined;
  /** Of a cluster that clients sign in at with IAM; undefined for one where everybody on this machine may write. */
  readonly connectionsPerSecond: number | undefined;
  /** Its name, where its brokers report metrics. */
  readonly reportsAs: string | undefined;
}

/** The Kafka clusters that a stack uses. */
export class KafkaClusters implements RunningService {
  readonly api: ServiceApi;
  readonly outside: readonly OutsideResource[];
  readonly #host: Host;
  readonly #made: readonly MskCluster[];
  readonly #clusters: readonly Cluster[];
  /** Lambda guide, kafka-consumer-group-id: "must be unique among all your Kafka event sources". */
  readonly #groups = new Set<string>();
  readonly #listeners: KafkaListener[] = [];
  /** Where the brokers of a cluster are on this machine, by its ARN. */
  readonly #addresses = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
    this.#made = mskClusters(host.graph);
    this.api = mskApi((arn) => this.#addresses.get(arn));
    this.#clusters = [
      ...host.existingKafka.map((cluster) => this.#existing(cluster)),
      ...this.#made.map((cluster) => this.#ofStack(cluster)),
    ];
    this.outside = this.#clusters
      .filter(({ isInside }) => !isInside)
      .map(({ arn, component }) => ({
        type: arn === undefined ? 'SelfManagedKafka::Cluster' : 'ExistingMSK::Cluster',
        component,
      }));
  }

  begin(): void {
    for (const { brokers, topics, ...cluster } of this.#made) {
      const partitions = topics.reduce((sum, topic) => sum + topic.partitions, 0);
      if (brokers === undefined) reportTopics({ ...cluster, topics: () => this.#topicsIn(cluster.arn) }, this.#host);
      else reportBrokers({ ...cluster, brokers, partitions }, this.#host);
    }
  }

  async listen(): Promise<void> {
    for (const cluster of this.#clusters) {
      const { arn, topics, port = 0 } = cluster;
      const secured = this.#securedFor(cluster);
      if (!secured && cluster.port === undefined) continue;
      let address: string | undefined;
      const listener = await listenForProducers(
        {
          topics,
          messageSizeOf: (name) => topics.get(name)?.messageSize ?? defaultMessageSize,
          create: (topic) => {
            const made = this.#topic(topic, idOf(cluster));
            made.address = address;
            topics.set(topic.name, made);
          },
        },
        port,
        secured,
      );
      address = listener.address;
      this.#listeners.push(listener);
      if (arn !== undefined) this.#tell(arn, address);
      for (const topic of topics.values()) topic.address = address;
    }
  }

  /** GetBootstrapBrokers gives the address, and so do the custom resources that ask it. */
  #tell(clusterArn: string, address: string): void {
    this.#addresses.set(clusterArn, address);
    const { graph, addresses } = this.#host;
    for (const { id, properties } of graph.ofType(bootstrapBrokers))
      if (properties['ClusterArn'] === clusterArn) addresses.know(placeOfBrokers(id), address);
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

  /** By the ARN of a cluster, or by the addresses of brokers, separated by commas: one that it has is enough, as for a Kafka client. */
  source(address: string): EventSource<KafkaRecord> | undefined {
    const named = address.split(',');
    const isNamed = ({ arn, servers }: Cluster): boolean =>
      arn === undefined ? servers.some((server) => named.includes(server)) : arn === address;
    const cluster = this.#clusters.find(isNamed);
    if (!cluster) return undefined;
    const { graph, faults } = this.#host;
    return new ClusterSource({
      address: cluster.arn === undefined ? { servers: address, arn: undefined } : addressOf(cluster),
      component: cluster.component,
      faults,
      topic: (name) => cluster.topics.get(name),
      topicNames: () => [...cluster.topics.keys()],
      groups: this.#groups,
      keyOf: (secretArn) => {
        const secret = graph.ofType('AWS::SecretsManager::Secret').find(({ arn }) => arn === secretArn);
        const key = secret?.properties['KmsKeyId'];
        return typeof key === 'string' ? (graph.named(key, 'AWS::KMS::Key')?.arn ?? key) : undefined;
      },
      taken: (name) => cluster.topics.get(name)?.keepNewest(keptRecords),
    });
  }

  /** Undefined for brokers where everybody may write. */
  #securedFor({ arn, component, connectionsPerSecond, reportsAs }: Cluster): SecuredListener | undefined {
    if (arn === undefined || connectionsPerSecond === undefined) return undefined;
    const topicArn = (topic: string): string => `${arn.replace(':cluster/', ':topic/')}/${topic}`;
    const refused = (): void => {
      if (reportsAs !== undefined) reportRefused(reportsAs, this.#host);
    };
    const brokers = { component, clusterArn: arn, topicArn, connectionsPerSecond, refused };
    return { access: iamAccess(brokers, this.#host), ...certificateOfProcess() };
  }

  #topicsIn(arn: string): readonly TopicLog[] {
    return this.#clusters.filter((cluster) => cluster.arn === arn).flatMap(({ topics }) => [...topics.values()]);
  }

  #topics(): readonly TopicLog[] {
    return this.#clusters.flatMap(({ topics }) => [...topics.values()]);
  }

  #existing({ bootstrapServers: servers, arn, component, topics, port }: ExistingKafka): Cluster {
    return {
      arn,
      isInside: false,
      servers,
      component,
      port,
      connectionsPerSecond: arn === undefined ? undefined : fewestConnections,
      reportsAs: undefined,
      topics: this.#topicsOf(topics, servers.join(',')),
    };
  }

  #ofStack({ arn, name, brokers, servers, component, topics, connectionsPerSecond }: MskCluster): Cluster {
    return {
      arn,
      isInside: true,
      servers,
      component,
      port: undefined,
      connectionsPerSecond,
      reportsAs: brokers === undefined ? undefined : name,
      topics: this.#topicsOf(topics, arn),
    };
  }

  #topicsOf(topics: readonly ExistingTopic[], cluster: string): Map<string, TopicLog> {
    return new Map(topics.map((topic) => [topic.name, this.#topic(topic, cluster)]));
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
    const observer = observerOf(journal, id);
    const log: TopicLog = new TopicLog(options, {
      ...observer,
      committed: (group, partition, next) => {
        observer.committed(group, partition, next);
        log.keepNewest(keptRecords);
      },
    });
    restore(journal, id, log);
    return log;
  }
}

const addressOf = ({ servers, arn }: Cluster) => ({ servers: servers.join(','), arn });

/** Names the cluster in the journal. */
const idOf = ({ isInside, arn, servers }: Cluster): string => (isInside && arn !== undefined ? arn : servers.join(','));

import type { EventSource, FunctionSide, Poller, PollingMapping } from '../../../contracts/event-source.ts';
import type { Faults } from '../../../contracts/faults.ts';
import type { Call } from '../../../contracts/permissions.ts';
import type { KafkaMappingProperties, KafkaRecord, KafkaTopic } from '../types.ts';
import { callsFor } from './access.ts';
import { KafkaPoller } from './kafka-poller.ts';

interface ClusterOptions {
  /** Bootstrap servers as the mapping names them, separated by commas. */
  readonly servers: string;
  readonly component: string;
  readonly faults: Faults;
  topic(name: string): KafkaTopic | undefined;
  readonly topicNames: readonly string[];
  /** The consumer groups of all mappings so far. */
  readonly groups: Set<string>;
  /** The ARN of the customer key that a secret is encrypted with. */
  keyOf(secretArn: string): string | undefined;
  /** Called whenever records of a topic have been done with. */
  taken(topic: string): void;
}

/** A self-managed Kafka cluster as Lambda polls it. */
export class ClusterSource implements EventSource<KafkaRecord> {
  readonly arn: string;
  readonly component: string;
  /** A cluster outside of AWS has no actions of IAM. */
  readonly permissions = [];
  readonly #options: ClusterOptions;
  readonly #polling: PollingMapping | undefined;

  constructor(options: ClusterOptions, polling?: PollingMapping) {
    this.arn = options.servers;
    this.component = options.component;
    this.#options = options;
    this.#polling = polling;
  }

  of(mapping: PollingMapping): ClusterSource {
    return new ClusterSource(this.#options, mapping);
  }

  calls({ SourceAccessConfigurations: access = [] }: KafkaMappingProperties): readonly Call[] {
    return callsFor(access, this.#options.keyOf);
  }

  poll(mapping: FunctionSide<KafkaRecord>): Poller {
    const { servers, faults, topicNames, groups, taken } = this.#options;
    if (!this.#polling) throw new Error('A Kafka topic is polled for a mapping: ask for the source of one.');
    const { Topics: wanted = [] } = mapping.properties as KafkaMappingProperties;
    const [name, ...more] = wanted;
    // API reference, CreateEventSourceMapping, Topics: "Array Members: Fixed number of 1 item"
    if (name === undefined || more.length > 0) throw new Error(`Topics has ${wanted.length} names; Lambda accepts 1.`);
    const topic = this.#options.topic(name);
    if (!topic) throw new Error(`The Kafka cluster has no topic ${name}, only ${topicNames.join(', ')}.`);
    const poller = new KafkaPoller(mapping, {
      topic,
      servers,
      faults,
      polling: this.#polling,
      taken: () => taken(name),
    });
    if (groups.has(poller.group))
      throw new Error(`Two event source mappings have the consumer group ${poller.group}: it has to be unique.`);
    groups.add(poller.group);
    return poller;
  }
}

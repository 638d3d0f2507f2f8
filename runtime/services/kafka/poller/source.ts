import type { EventSource, FunctionSide, Poller, PollingMapping } from '../../../contracts/event-source.ts';
import type { Faults } from '../../../contracts/faults.ts';
import type { Call } from '../../../contracts/permissions.ts';
import type { KafkaMappingProperties, KafkaRecord, KafkaTopic } from '../types.ts';
import { callsFor } from './access.ts';
import type { ClusterAddress } from './cluster-address.ts';
import { KafkaPoller } from './kafka-poller.ts';
import { mskActions, mskCalls } from './msk-access.ts';
import { configuredGroup } from './starting-position.ts';

interface ClusterOptions {
  readonly address: ClusterAddress;
  readonly component: string;
  readonly faults: Faults;
  topic(name: string): KafkaTopic | undefined;
  topicNames(): readonly string[];
  /** The consumer groups of all mappings so far. */
  readonly groups: Set<string>;
  /** The ARN of the customer key that a secret is encrypted with. */
  keyOf(secretArn: string): string | undefined;
  /** Called whenever records of a topic have been done with. */
  taken(topic: string): void;
}

/** A cluster of Kafka as Lambda polls it: one of Amazon MSK, or one that AWS does not run. */
export class ClusterSource implements EventSource<KafkaRecord> {
  readonly arn: string;
  readonly component: string;
  /** A cluster outside of AWS has no actions of IAM. */
  readonly permissions: readonly string[];
  readonly #options: ClusterOptions;
  readonly #polling: PollingMapping | undefined;

  constructor(options: ClusterOptions, polling?: PollingMapping) {
    this.arn = options.address.arn ?? options.address.servers;
    this.permissions = options.address.arn === undefined ? [] : mskActions;
    this.component = options.component;
    this.#options = options;
    this.#polling = polling;
  }

  of(mapping: PollingMapping): ClusterSource {
    return new ClusterSource(this.#options, mapping);
  }

  calls(properties: KafkaMappingProperties): readonly Call[] {
    const { SourceAccessConfigurations: access = [], Topics: [topic = ''] = [] } = properties;
    const secrets = callsFor(access, this.#options.keyOf);
    const { arn } = this.#options.address;
    return arn === undefined ? secrets : [...secrets, ...mskCalls(arn, topic, configuredGroup(properties))];
  }

  poll(mapping: FunctionSide<KafkaRecord>): Poller {
    const { address, faults, topicNames, groups, taken } = this.#options;
    if (!this.#polling) throw new Error('A Kafka topic is polled for a mapping: ask for the source of one.');
    const { Topics: wanted = [] } = mapping.properties as KafkaMappingProperties;
    const [name, ...more] = wanted;
    // API reference, CreateEventSourceMapping, Topics: "Array Members: Fixed number of 1 item"
    if (name === undefined || more.length > 0) throw new Error(`Topics has ${wanted.length} names; Lambda accepts 1.`);
    const topic = this.#options.topic(name);
    if (!topic) throw new Error(`The Kafka cluster has no topic ${name}, only ${topicNames().join(', ')}.`);
    const poller = new KafkaPoller(mapping, {
      topic,
      address,
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

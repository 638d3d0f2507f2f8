import type { Discard, OnFailureDestination } from '../../contracts/event-source.ts';
import type { ServiceOptions } from '../../contracts/faults.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';

/** A header of a record. A name may stand more than once, and a value may be null. */
export type KafkaHeader = readonly [name: string, value: Uint8Array | null];

/** A record as its producer gives it. Texts are stored as UTF-8. */
export interface NewKafkaRecord {
  /** Null or left out for a record without a key. */
  readonly key?: Uint8Array | string | null;
  /** Null for a tombstone. */
  readonly value: Uint8Array | string | null;
  readonly headers?: readonly (readonly [name: string, value: Uint8Array | string | null])[];
  /** Left out: that of Kafka's default partitioner. */
  readonly partition?: number;
  /** Epoch milliseconds; left out: now. */
  readonly timestamp?: number;
}

/** A record as the log keeps it. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  /** From 0 up in each partition. */
  readonly offset: number;
  /** Epoch milliseconds, as the producer says. */
  readonly timestamp: number;
  /** When the broker took it: retention counts from here. */
  readonly appendedAt: number;
  readonly key: Uint8Array | null;
  /** Null for a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: readonly KafkaHeader[];
}

/** A topic: a log of records in each of its partitions. */
export interface KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  /** Milliseconds. */
  readonly retention: number;
  /** HOST:PORT where Kafka clients may produce to it. Undefined where nobody listens. */
  readonly address: string | undefined;
  /** Throws a RangeError for a record that a broker refuses. */
  append(record: NewKafkaRecord): KafkaRecord;
  /** What it still keeps, partition by partition, in order. */
  records(): readonly KafkaRecord[];
  /** Calls the listener with every record appended from now on. */
  onAppend(listener: (record: KafkaRecord) => void): void;
  /** Up to `most` records of a partition from this offset on, or from the oldest one that is kept. */
  read(partition: number, from: number, most: number): readonly KafkaRecord[];
  /** The offset of the oldest record that is kept, or of the next one where none is. */
  firstOffset(partition: number): number;
  /** The offset that the next record gets. */
  nextOffset(partition: number): number;
  /** Where a consumer group goes on: the first offset that it has not committed. Undefined for a group that has committed nothing. */
  committed(group: string, partition: number): number | undefined;
  commit(group: string, partition: number, next: number): void;
}

export interface KafkaTopicOptions extends ServiceOptions {
  /** Letters, digits, dots, underscores and hyphens, up to 249. */
  readonly name: string;
  readonly partitions: number;
  /** Milliseconds. */
  readonly retention: number;
  /** `max.message.bytes`; left out: 1,048,588. */
  readonly messageSize?: number;
  /** `message.timestamp.type` is LogAppendTime: a record has the time at which the broker took it, whatever its producer says. */
  readonly isStamped?: boolean;
}

/** One record of a Lambda event from Kafka. */
export interface KafkaEventRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Epoch milliseconds. */
  timestamp: number;
  timestampType: string;
  /** Base64. AWS does not document whether a missing key is null or absent: a function has to take both. */
  key?: string | null;
  /** Base64. The same holds for the value of a tombstone. */
  value?: string | null;
  /** Each has one name. Its bytes are signed numbers, -128 to 127. */
  headers: Record<string, number[] | null>[];
}

/** What a function gets. */
export interface KafkaEvent {
  eventSource: string;
  /** Of a cluster of Amazon MSK. */
  eventSourceArn?: string;
  /** Separated by commas. */
  bootstrapServers: string;
  /** By topic and partition: "clicks-0". */
  records: Record<string, KafkaEventRecord[]>;
}

interface KafkaSourceConfig {
  readonly ConsumerGroupId?: string;
  readonly SchemaRegistryConfig?: object;
}

/** Named and limited as in CloudFormation's `AWS::Lambda::EventSourceMapping`; what is absent has Lambda's default. */
export interface KafkaMappingProperties {
  readonly SelfManagedEventSource?: { readonly Endpoints?: { readonly KafkaBootstrapServers?: readonly string[] } };
  readonly SelfManagedKafkaEventSourceConfig?: KafkaSourceConfig;
  /** Of a cluster of Amazon MSK. */
  readonly EventSourceArn?: string;
  readonly AmazonManagedKafkaEventSourceConfig?: KafkaSourceConfig;
  readonly SourceAccessConfigurations?: readonly { readonly Type?: string; readonly URI?: string }[];
  readonly Topics?: readonly string[];
  readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  /** Seconds since 1970. */
  readonly StartingPositionTimestamp?: number;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  readonly ProvisionedPollerConfig?: {
    readonly MinimumPollers?: number;
    readonly MaximumPollers?: number;
    readonly PollerGroupName?: string;
  };
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

/** A Lambda function in this process. Its calls to the services of this file are where it can be killed. */
export interface KafkaFunction extends InvokedFunction {
  handler(event: KafkaEvent, context: InvocationContext): unknown;
}

export interface KafkaMapping {
  /** Resolves when every record in the topic has been processed or discarded. */
  idle(): Promise<void>;
  /** How many records are neither processed nor discarded yet. */
  waiting(): number;
  /** The newest thousand. */
  discarded(): readonly Discard<KafkaRecord>[];
  /** How often Lambda tried to run the function. */
  invocations(): number;
}

export interface KafkaMappingOptions extends ServiceOptions {
  readonly uuid: string;
  readonly topic: KafkaTopic;
  /** `SelfManagedEventSource` and `Topics` may be left out. */
  readonly properties: KafkaMappingProperties;
  readonly function: KafkaFunction;
  readonly onFailure: OnFailureDestination | 'none';
}

export interface KafkaKinds {
  kafkaTopic: KafkaTopic;
}

import type { KafkaMappingProperties } from '../types.ts';
import { checkAccess, checkMskAccess } from './access.ts';

/** An event source mapping's properties as the state machine needs them: milliseconds, and Infinity for Lambda's -1. */
export interface KafkaRules {
  readonly batchSize: number;
  readonly window: number;
  /** Batches at the same time. Those that run together have no partition in common. */
  readonly concurrency: number;
  readonly retries: number;
  readonly recordAge: number;
  readonly bisects: boolean;
  readonly readsItemFailures: boolean;
  /** How long the topic keeps a record; what it has forgotten can be neither retried nor parked. */
  readonly retention: number;
  /** What an event takes without its records. */
  readonly envelopeBytes: number;
}

/** What a mapping depends on beside its own properties. Milliseconds and bytes. */
export interface Surroundings {
  readonly retention: number;
  readonly partitions: number;
  readonly envelopeBytes: number;
  /** Of the function. */
  readonly timeout: number;
}

/**
 * Lambda guide, services-kafka-parameters and kafka-scaling-modes; API reference, CreateEventSourceMapping and
 * ProvisionedPollerConfig.
 */
const limits = {
  BatchSize: { least: 1, most: 10_000, default: 100 },
  MaximumBatchingWindowInSeconds: { least: 0, most: 300, default: 0.5 },
  MaximumRetryAttempts: { least: 0, most: 10_000, default: -1 },
  MaximumRecordAgeInSeconds: { least: 60, most: 604_800, default: -1 },
  MinimumPollers: { least: 1, most: 200, default: 1 },
  MaximumPollers: { least: 1, most: 2000, default: 200 },
} as const;
type Limited = keyof typeof limits;

/** Of every cluster of Kafka. */
const supported = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'LoggingConfig',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'MetricsConfig',
  'ProvisionedPollerConfig',
  'SourceAccessConfigurations',
  'StartingPosition',
  'StartingPositionTimestamp',
  'Tags',
  'Topics',
];

/** Of a cluster that AWS does not run, and of one of Amazon MSK. */
const ofKind = {
  outside: ['SelfManagedEventSource', 'SelfManagedKafkaEventSourceConfig'],
  msk: ['AmazonManagedKafkaEventSourceConfig', 'EventSourceArn'],
} as const;

/** Lambda guide, with-kafka-configure: mappings for Kafka "only support functions with maximum timeout limits of 14 minutes". */
const longestTimeout = 14 * 60_000;
/** Lambda guide, kafka-scaling-modes: an event poller has up to 5 MB/s or 5 concurrent invocations. */
const invocationsOfPoller = 5;
/** Lambda guide, kafka-retry-configurations: with infinite retries and a destination, "a maximum of 10 retry attempts". */
const retriesWithDestination = 10;

/** Throws for a value that Lambda would refuse, naming it and what is allowed. */
export function rulesOf(properties: KafkaMappingProperties, surroundings: Surroundings): KafkaRules {
  const { retention, partitions, envelopeBytes, timeout } = surroundings;
  const isMsk = properties.EventSourceArn !== undefined && properties.SelfManagedEventSource === undefined;
  const kind: readonly string[] = isMsk ? ofKind.msk : ofKind.outside;
  const strange = Object.keys(properties).find((name) => !supported.includes(name) && !kind.includes(name));
  if (strange !== undefined) throw new Error(`Unsupported ${strange} parameter for given event source mapping type.`);
  if (timeout > longestTimeout)
    throw new RangeError(
      `The function has a timeout of ${timeout / 60_000} minutes; for Kafka, Lambda accepts up to 14.`,
    );
  const config = properties.AmazonManagedKafkaEventSourceConfig ?? properties.SelfManagedKafkaEventSourceConfig;
  if (config?.SchemaRegistryConfig !== undefined) throw new Error('SchemaRegistryConfig is not modelled here.');
  const access = properties.SourceAccessConfigurations ?? [];
  if (isMsk) checkMskAccess(access);
  else checkAccess(access);
  const { ProvisionedPollerConfig: pollers } = properties;
  if (pollers === undefined) refuseProvisionedOnly(properties);
  const given = (name: Limited): number => value(name, { ...properties, ...pollers }[name]);
  const [minimum, maximum] = [given('MinimumPollers'), given('MaximumPollers')];
  if (minimum > maximum)
    throw new RangeError(
      `MinimumPollers is ${minimum}, and MaximumPollers is ${maximum}: the minimum cannot be larger.`,
    );
  const retries = given('MaximumRetryAttempts');
  const hasDestination = properties.DestinationConfig?.OnFailure?.Destination !== undefined;
  return {
    batchSize: given('BatchSize'),
    window: given('MaximumBatchingWindowInSeconds') * 1000,
    // kafka-scaling-modes: on demand, Lambda begins with one poller; there are never more pollers than partitions
    concurrency: pollers === undefined ? 1 : Math.min(minimum, partitions) * invocationsOfPoller,
    retries: retries === Infinity && hasDestination ? retriesWithDestination : retries,
    recordAge: given('MaximumRecordAgeInSeconds') * 1000,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    readsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    retention,
    envelopeBytes,
  };
}

/**
 * Lambda guide, kafka-retry-configurations: "select provisioned mode to configure error handling controls". Whether the API refuses
 * them on demand, or ignores them, is not documented: refused here, since a stack that relies on them does not do what it says.
 */
function refuseProvisionedOnly(properties: KafkaMappingProperties): void {
  const { MaximumRetryAttempts: retries = -1, MaximumRecordAgeInSeconds: age = -1 } = properties;
  const controls = {
    MaximumRetryAttempts: retries !== -1,
    MaximumRecordAgeInSeconds: age !== -1,
    BisectBatchOnFunctionError: properties.BisectBatchOnFunctionError === true,
    FunctionResponseTypes: (properties.FunctionResponseTypes?.length ?? 0) > 0,
  };
  const [set] = Object.entries(controls).find(([, isSet]) => isSet) ?? [];
  if (set !== undefined)
    throw new Error(`${set} needs provisioned mode for Kafka: set ProvisionedPollerConfig, or remove ${set}.`);
}

function value(name: Limited, given: number | undefined): number {
  const { least, most, default: otherwise } = limits[name];
  const wanted = given ?? otherwise;
  if (wanted === -1 && otherwise === -1) return Infinity;
  if (given === undefined || (Number.isInteger(wanted) && wanted >= least && wanted <= most)) return wanted;
  throw new RangeError(
    `${name} is ${given}; Lambda accepts ${otherwise === -1 ? '-1 (infinite), or ' : ''}${least} to ${most} for Kafka.`,
  );
}

import {
  createClock,
  createFaults,
  createKafkaTopic,
  createObjects,
  noFaults,
  startKafkaMapping,
} from '../../runtime/door.ts';
import type { FaultRules, Outage } from '../../runtime/contracts/faults.ts';
import type { OnFailureDestination } from '../../runtime/contracts/event-source.ts';
import type {
  KafkaEvent,
  KafkaEventRecord,
  KafkaFunction,
  KafkaMappingProperties,
} from '../../runtime/services/kafka/types.ts';
import { functionArn, hour, roleArn, second, start } from './world.ts';

/** How Lambda reaches the brokers of every test: over the internet, with a password. */
export const withSecret = {
  SourceAccessConfigurations: [
    { Type: 'SASL_SCRAM_512_AUTH', URI: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:brokers-a1b2c3' },
  ],
} as const;

export const provisioned = { ProvisionedPollerConfig: { MinimumPollers: 1 } } as const;
export const partial = { ...provisioned, FunctionResponseTypes: ['ReportBatchItemFailures'] } as const;

export const uuid = '2f8d9b1c-0f5e-4a3b-9c7d-112233445566';

interface WorldOptions {
  readonly seed?: number;
  readonly rules?: FaultRules;
  readonly outages?: Outage[];
  readonly partitions?: number;
  readonly retention?: number;
  readonly messageSize?: number;
}

/** A topic and a bucket, on one clock. */
export function kafkaWorld(options: WorldOptions = {}) {
  const { seed = 1, rules = noFaults, outages = [], partitions = 1, retention = 168 * hour, ...more } = options;
  const clock = createClock(start);
  const faults = createFaults({ seed, clock, rules, outages });
  const topic = createKafkaTopic({ name: 'clicks', partitions, retention, clock, faults, ...more });
  return { clock, faults, topic, objects: createObjects({ clock, faults }) };
}

export type KafkaWorld = ReturnType<typeof kafkaWorld>;

/** All records of an event, in the order of the event. */
export const recordsIn = ({ records }: KafkaEvent): KafkaEventRecord[] => Object.values(records).flat();

/** "0:12 text": partition, offset and value; "-" for a tombstone. */
export const told = ({ partition, offset, value }: KafkaEventRecord): string =>
  `${partition}:${offset} ${value ? Buffer.from(value, 'base64').toString() : '-'}`;

export const failed = (...records: KafkaEventRecord[]) => ({
  batchItemFailures: records.map(({ topic, partition, offset }) => ({
    itemIdentifier: { partition: `${topic}-${partition}`, offset },
  })),
});

/** Starts a mapping; the handler gets the records of the event as a list, and the event. */
export function kafkaMapped(
  world: KafkaWorld,
  properties: KafkaMappingProperties,
  handler: (records: KafkaEventRecord[], ...rest: Parameters<KafkaFunction['handler']>) => unknown,
  { onFailure = world.objects as OnFailureDestination | 'none', timeout = 30 * second } = {},
) {
  const { topic, clock, faults } = world;
  return startKafkaMapping({
    uuid,
    topic,
    function: {
      arn: functionArn,
      roleArn,
      timeout,
      handler: (event, context) => handler(recordsIn(event), event, context),
    },
    properties: { StartingPosition: 'TRIM_HORIZON', MaximumBatchingWindowInSeconds: 0, ...withSecret, ...properties },
    onFailure,
    clock,
    faults,
  });
}

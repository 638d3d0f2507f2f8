import type { KafkaMappingProperties, KafkaTopic } from '../types.ts';

const positions = ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'];

/**
 * Where a partition is read from. Lambda guide, kafka-consumer-group-id: of a group that exists already, "Lambda ignores the
 * StartingPosition" and begins at the committed offset. Throws for a position that Lambda refuses, in the words that were recorded on
 * AWS for streams (`test_create_event_source_validation`).
 */
export function startingOffset(
  properties: KafkaMappingProperties,
  topic: KafkaTopic,
  partition: number,
  group: string,
): number {
  const { StartingPosition: position, StartingPositionTimestamp: seconds } = properties;
  if (position === undefined || !positions.includes(position))
    throw new Error(
      `1 validation error detected: Value ${String(position ?? null)} at 'startingPosition' failed to satisfy constraint: ` +
        (position === undefined
          ? 'Member must not be null.'
          : 'Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]'),
    );
  if (position === 'AT_TIMESTAMP' && seconds === undefined)
    throw new Error('StartingPositionTimestamp is required for AT_TIMESTAMP.');
  const committed = topic.committed(group, partition);
  if (committed !== undefined) return committed;
  if (position === 'TRIM_HORIZON') return topic.firstOffset(partition);
  const next = topic.nextOffset(partition);
  if (position === 'LATEST') return next;
  const from = (seconds ?? 0) * 1000;
  return topic.read(partition, 0, next).find(({ timestamp }) => timestamp >= from)?.offset ?? next;
}

/** The consumer group that a mapping names; undefined where it names none. */
export const configuredGroup = ({
  AmazonManagedKafkaEventSourceConfig: managed,
  SelfManagedKafkaEventSourceConfig: own,
}: KafkaMappingProperties): string | undefined => (managed ?? own)?.ConsumerGroupId;

/**
 * Lambda guide, kafka-consumer-group-id; API reference, SelfManagedKafkaEventSourceConfig and AmazonManagedKafkaEventSourceConfig: left out,
 * it is the UUID of the mapping.
 */
export function groupOf(properties: KafkaMappingProperties, uuid: string): string {
  const group = configuredGroup(properties) ?? uuid;
  if (!/^[a-zA-Z0-9\-/*:_+=.@]{1,200}$/.test(group))
    throw new Error(`ConsumerGroupId is "${group}"; Lambda accepts 1 to 200 letters, digits and -/*:_+=.@`);
  return group;
}

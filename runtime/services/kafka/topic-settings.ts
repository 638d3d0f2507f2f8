import type { ExistingTopic } from '../../contracts/local-stack.ts';

const hour = 3_600_000;

/** A topic with settings as Kafka names them (Apache Kafka, topic configuration). Of those, a run goes by retention, size of messages and whose time counts. */
export function topicWith(
  name: string,
  partitions: number,
  settings: ReadonlyMap<string, string | null>,
): ExistingTopic {
  const retention = Number(settings.get('retention.ms') ?? NaN);
  const size = Number(settings.get('max.message.bytes') ?? NaN);
  return {
    name,
    partitions,
    ...(retention > 0 ? { retentionHours: retention / hour } : {}),
    ...(size > 0 ? { messageSize: size } : {}),
    ...(settings.get('message.timestamp.type') === 'LogAppendTime' ? { isStamped: true } : {}),
  };
}

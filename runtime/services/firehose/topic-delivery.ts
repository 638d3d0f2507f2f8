import { Reader } from './reader.ts';
import { MskSource } from './sources/msk.ts';
import { region, account, startLanes } from './standalone.ts';
import type { RunningDelivery, TopicDeliveryOptions } from './types.ts';

/** Starts to read a topic from its oldest record on. Throws for a configuration that Firehose refuses. */
export function startTopicDelivery({ topic, ...options }: TopicDeliveryOptions): RunningDelivery {
  const { name, clock, faults } = options;
  const source = new MskSource({ topic, faults, from: 0, group: `firehose|${name}` });
  const arn = `arn:aws:kafka:${region}:${account}:cluster/events/1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b-1`;
  const { lanes, retention } = source;
  const delivery = startLanes(options, {
    lanes,
    retention,
    settings: { kind: 'topic', arn, topic: topic.name, from: 0 },
  });
  let forgotten = 0;
  const reader = new Reader({
    name,
    clock,
    faults,
    source,
    take: (records) => {
      for (const record of records) delivery.take(record);
    },
    lost: (count) => {
      forgotten += count;
    },
  });
  for (const record of source.records()) reader.read(record);
  source.onRecord((record) => reader.read(record));
  return {
    idle: async () => {
      await reader.idle();
      await delivery.idle();
    },
    lost: () => delivery.lost() + forgotten,
  };
}

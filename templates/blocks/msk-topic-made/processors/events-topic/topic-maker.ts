import type { Brokers } from '../lib/kafka/brokers.ts';
import { KafkaError, kafkaErrorOf } from '../lib/kafka/kafka-error.ts';
import { metadata } from '../lib/kafka/requests.ts';
import type { TimeLeft, Timing } from '../lib/kafka/timing.ts';
import { createTopic, takeCreated, takeFound, type WantedTopic } from './requests.ts';

const pause = 1_000;
/** Milliseconds for one request. */
const longestRequest = 10_000;

/**
 * Sees to it that a topic is there, with as many partitions as are wanted or more. A topic that is there stays as it is. Whatever a broker
 * may take later is asked for again until the time is over, a refused permission as well: IAM takes some seconds to know a new role.
 */
export async function ensureTopic(
  topic: WantedTopic,
  brokers: Pick<Brokers, 'ask'>,
  clock: Timing,
  deadline: TimeLeft,
): Promise<'made' | 'there'> {
  let denied: KafkaError | undefined;
  for (;;) {
    try {
      return await made(topic, brokers, Math.max(1, Math.min(longestRequest, deadline.remaining())));
    } catch (error) {
      const failure = kafkaErrorOf(error);
      if (failure.failure === 'denied') denied = failure;
      if (failure.failure === 'refused') throw failure;
      // that a permission is missing says more than that the last answer did not come in time
      if (deadline.remaining() <= pause) throw denied ?? failure;
      await clock.sleep(pause);
    }
  }
}

async function made(topic: WantedTopic, brokers: Pick<Brokers, 'ask'>, milliseconds: number) {
  const { name, partitions: wanted } = topic;
  const { controller, partitions } = await brokers.ask(undefined, metadata(name), takeFound, milliseconds);
  if (partitions === undefined)
    return brokers.ask(controller, createTopic(topic, milliseconds), takeCreated, milliseconds);
  if (partitions < wanted)
    throw new KafkaError(
      'refused',
      `the topic ${name} has ${partitions} partitions, and infra/blocks/topic-size.ts wants ${wanted}: add them with a Kafka client`,
    );
  return 'there' as const;
}

import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { output, type OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { topicName } from '../../infra/blocks/topic-access.ts';
import { systemClock } from '../../processors/lib/clock.ts';
import { Brokers } from '../../processors/lib/kafka/brokers.ts';
import { TopicProducer } from '../../processors/lib/kafka/topic-producer.ts';
import type { Writing } from './produce.ts';

/** Apache Kafka, topic configuration, `max.message.bytes`: its default. */
const batchBytes = 1_048_588;

/** A producer that signs in at the brokers of a stage with the credentials of whoever runs the command. */
export async function stageProducer({ client, outputs, authorities }: OpenStage): Promise<Writing> {
  const kafka = new KafkaClient(client);
  const ClusterArn = output(outputs, 'ClusterArn');
  const { BootstrapBrokerStringSaslIam: servers } = await kafka.send(new GetBootstrapBrokersCommand({ ClusterArn }));
  if (!servers) throw new Error('The cluster has no address where clients sign in with IAM.');
  const brokers = new Brokers({
    bootstrap: servers.split(','),
    security: { region: client.region, keys: () => kafka.config.credentials(), authorities },
    clock: systemClock,
  });
  const producer = new TopicProducer({ name: topicName, batchBytes }, brokers, systemClock, Math.random);
  return { producer, clock: systemClock };
}

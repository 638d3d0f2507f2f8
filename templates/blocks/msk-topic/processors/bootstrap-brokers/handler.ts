import { Logger } from '@aws-lambda-powertools/logger';
import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { respond } from '../lib/custom-resource.ts';
import { addressesIn, giving } from './addresses.ts';

const logger = new Logger();
const client = new KafkaClient();

/** Runs in a deployment, because CloudFormation does not know the addresses of brokers. It gives them as `BootstrapServers`. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { ClusterArn } = event.ResourceProperties as unknown as { ClusterArn: string };
  const given: { BootstrapServers?: string } = {};
  const step = {
    id: ClusterArn,
    run: async () => {
      // nothing was made
      if (event.RequestType === 'Delete') return;
      given.BootstrapServers = addressesIn(await client.send(new GetBootstrapBrokersCommand({ ClusterArn })));
    },
  };
  return respond(event, step, { fetch: giving(given, fetch), logger });
};

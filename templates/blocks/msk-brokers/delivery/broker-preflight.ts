import { DescribeAvailabilityZonesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { KafkaClient, paginateListClustersV2 } from '@aws-sdk/client-kafka';
import { brokers as needed } from '../infra/blocks/msk-size.ts';
import type { Stage } from '../infra/stage.ts';
import type { ClientSettings, PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { judgeBrokers } from './broker-room.ts';

/** Whether the region has zones and room for the brokers. */
export const brokerPreflight: PreflightCheck<Stage> = {
  title: 'Brokers of Amazon MSK',
  // cannot be limited to a resource (Service Authorization Reference)
  permissions: [{ actions: ['ec2:DescribeAvailabilityZones', 'kafka:ListClustersV2'], resources: ['*'] }],
  ask: async ({ client, outputs }) => {
    const [brokers, found] = await Promise.all([brokersOf(client), zonesOf(client)]);
    return judgeBrokers({ brokers, zones: found }, { needed, isMade: outputs['ClusterArn'] !== undefined });
  },
};

async function brokersOf(client: ClientSettings): Promise<number> {
  let brokers = 0;
  for await (const { ClusterInfoList = [] } of paginateListClustersV2({ client: new KafkaClient(client) }, {}))
    for (const { Provisioned } of ClusterInfoList) brokers += Provisioned?.NumberOfBrokerNodes ?? 0;
  return brokers;
}

/** Without local zones, which have no brokers. */
async function zonesOf(client: ClientSettings): Promise<number> {
  const { AvailabilityZones = [] } = await new EC2Client(client).send(
    new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }] }),
  );
  return AvailabilityZones.length;
}

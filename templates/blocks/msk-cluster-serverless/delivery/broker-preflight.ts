import { DescribeAvailabilityZonesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { KafkaClient, paginateListClustersV2 } from '@aws-sdk/client-kafka';
import { zones } from '../infra/blocks/msk-zones.ts';
import type { Stage } from '../infra/stage.ts';
import type { ClientSettings, PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { judgeServerless } from './serverless-room.ts';

/** Whether the region has zones and room for a serverless cluster. */
export const brokerPreflight: PreflightCheck<Stage> = {
  title: 'Amazon MSK Serverless',
  // cannot be limited to a resource (Service Authorization Reference)
  permissions: [{ actions: ['ec2:DescribeAvailabilityZones', 'kafka:ListClustersV2'], resources: ['*'] }],
  ask: async ({ client, outputs }) => {
    const [clusters, found] = await Promise.all([clustersOf(client), zonesOf(client)]);
    return judgeServerless({ clusters, zones: found }, { needed: zones, isMade: outputs['ClusterArn'] !== undefined });
  },
};

async function clustersOf(client: ClientSettings): Promise<number> {
  let clusters = 0;
  const asking = { client: new KafkaClient(client) };
  for await (const { ClusterInfoList = [] } of paginateListClustersV2(asking, { ClusterTypeFilter: 'SERVERLESS' }))
    clusters += ClusterInfoList.length;
  return clusters;
}

/** Without local zones, which have no clusters. */
async function zonesOf(client: ClientSettings): Promise<number> {
  const { AvailabilityZones = [] } = await new EC2Client(client).send(
    new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }] }),
  );
  return AvailabilityZones.length;
}

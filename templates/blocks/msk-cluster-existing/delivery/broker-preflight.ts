import { EC2Client, paginateDescribeSecurityGroupRules, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { DescribeClusterV2Command, KafkaClient, NotFoundException, type Cluster } from '@aws-sdk/client-kafka';
import type { ExistingCluster } from '../infra/blocks/existing-cluster.ts';
import type { ExistingNetwork } from '../infra/blocks/existing-network.ts';
import type { Stage } from '../infra/stage.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { elsewhere, examplesIn, judgeCluster } from './cluster-place.ts';
import { judgeRules, type GroupRule } from './cluster-rules.ts';

/** Whether the cluster is there, takes clients that sign in with IAM, and lets in who has to read and write. Asks no broker. */
export const brokerPreflight: PreflightCheck<Stage & { kafka: ExistingCluster; network: ExistingNetwork }> = {
  title: 'Cluster of Amazon MSK',
  permissions: [
    { actions: ['kafka:DescribeClusterV2'], resources: ['arn:*:kafka:*:*:cluster/*'] },
    // cannot be limited to a resource (Service Authorization Reference); subnets are asked for by the check of the network as well
    { actions: ['ec2:DescribeSecurityGroupRules'], resources: ['*'] },
  ],
  ask: async ({ settings, client, outputs }) => {
    const { kafka } = settings;
    const msk = new KafkaClient(client);
    const known = [...examplesIn(kafka)];
    if (known.length === 0) known.push(...elsewhere(kafka, await msk.config.region()));
    if (known.length > 0) return { problems: known, fine: '' };
    const cluster = await clusterOf(kafka, msk);
    if (cluster === undefined) return judgeCluster(settings, undefined);
    const ec2 = new EC2Client(client);
    const place = placeOf(cluster);
    const [subnets, rules] = await Promise.all([subnetsOf(place.subnetIds, ec2), rulesOf(place.securityGroupIds, ec2)]);
    const { problems, fine } = judgeCluster(settings, {
      ...place,
      state: cluster.State ?? 'unknown',
      kafkaVersion: cluster.Provisioned?.CurrentBrokerSoftwareInfo?.KafkaVersion,
      hasIam: (cluster.Provisioned ?? cluster.Serverless)?.ClientAuthentication?.Sasl?.Iam?.Enabled ?? false,
      vpcIds: [...new Set(subnets.map(({ vpcId }) => vpcId))],
    });
    const passing = {
      groups: place.securityGroupIds,
      subnets: subnets.map(({ addresses }) => addresses),
      clients: outputs['ClientsGroupId'],
    };
    return { problems: [...problems, ...judgeRules(rules, passing)], fine };
  },
};

async function clusterOf({ clusterArn }: ExistingCluster, msk: KafkaClient): Promise<Cluster | undefined> {
  try {
    return (await msk.send(new DescribeClusterV2Command({ ClusterArn: clusterArn }))).ClusterInfo;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

/** Subnets and security groups of a cluster of either kind. */
function placeOf({ Provisioned, Serverless }: Cluster): { subnetIds: string[]; securityGroupIds: string[] } {
  const { ClientSubnets = [], SecurityGroups = [] } = Provisioned?.BrokerNodeGroupInfo ?? {};
  const configs = Serverless?.VpcConfigs ?? [];
  return {
    subnetIds: [...ClientSubnets, ...configs.flatMap(({ SubnetIds = [] }) => SubnetIds)],
    securityGroupIds: [...SecurityGroups, ...configs.flatMap(({ SecurityGroupIds = [] }) => SecurityGroupIds)],
  };
}

/** Asked for by filters, here and below: ids that are not there are no error then. */
async function subnetsOf(ids: string[], ec2: EC2Client): Promise<{ vpcId: string; addresses: string }[]> {
  const found = [];
  const Filters = [{ Name: 'subnet-id', Values: ids }];
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2 }, { Filters }))
    for (const { VpcId, CidrBlock } of Subnets) found.push({ vpcId: VpcId!, addresses: CidrBlock! });
  return found;
}

async function rulesOf(groups: string[], ec2: EC2Client): Promise<GroupRule[]> {
  const rules: GroupRule[] = [];
  const Filters = [{ Name: 'group-id', Values: groups }];
  for await (const { SecurityGroupRules = [] } of paginateDescribeSecurityGroupRules({ client: ec2 }, { Filters }))
    for (const {
      IsEgress,
      IpProtocol,
      FromPort,
      ToPort,
      ReferencedGroupInfo,
      CidrIpv4,
      CidrIpv6,
    } of SecurityGroupRules) {
      // brokers and functions have addresses of IPv4
      if (CidrIpv6 !== undefined) continue;
      rules.push({
        isOut: IsEgress ?? false,
        protocol: IpProtocol ?? '',
        ports: [FromPort ?? 0, ToPort ?? 0],
        group: ReferencedGroupInfo?.GroupId,
        addresses: CidrIpv4,
      });
    }
  return rules;
}

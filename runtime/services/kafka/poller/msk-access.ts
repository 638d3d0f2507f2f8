import type { Call } from '../../../contracts/permissions.ts';
import { onNetwork } from './access.ts';

/** Lambda guide, with-msk-permissions, "Required permissions": what Lambda asks of the cluster itself. */
export const mskActions: readonly string[] = ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'];

/**
 * Lambda guide, with-msk-permissions: network interfaces of the pollers, and the actions of a member of a consumer group where the mapping
 * has no secret. A group that the mapping does not name has a name that Lambda draws: the role has to allow any.
 */
export const mskCalls = (clusterArn: string, topic: string, group: string | undefined): readonly Call[] => [
  ...onNetwork.map((action) => ({ action, resource: '*' })),
  { action: 'kafka-cluster:Connect', resource: clusterArn },
  ...['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'].map((action) => ({
    action,
    resource: `${clusterArn.replace(':cluster/', ':topic/')}/${topic}`,
  })),
  ...['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'].map((action) => ({
    action,
    resource: `${clusterArn.replace(':cluster/', ':group/')}/${group ?? '*'}`,
  })),
];

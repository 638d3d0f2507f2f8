import { SecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { clientsOf, type EventsGroups } from './events-groups.ts';
import type { ExistingCluster } from './existing-cluster.ts';

/** What the groups need to know of their stage. */
export type StageOfGroups = Stage & { kafka: ExistingCluster };

/**
 * A group for the functions, and one rule more in the group of the cluster, which lets them in. Nobody can add the rule before the
 * deployment, because the group that it names is made there, and a function of the deployment already needs it. The rule is a resource
 * of the stack, and goes with it. All other rules of the group stay as they are.
 */
export function groupsIn(scope: Construct, { stage, vpc }: { stage: StageOfGroups; vpc: IVpc }): EventsGroups {
  const brokers = SecurityGroup.fromSecurityGroupId(scope, 'Brokers', stage.kafka.securityGroupId);
  return { brokers, clients: clientsOf(brokers, scope, vpc) };
}

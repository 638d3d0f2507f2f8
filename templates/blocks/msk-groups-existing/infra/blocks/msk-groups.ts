import { Port, SecurityGroup, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ExistingCluster } from './existing-cluster.ts';

/** What the groups need to know of their stage. */
export type StageOfGroups = Stage & { kafka: ExistingCluster };

export interface EventsGroups {
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  brokers: ISecurityGroup;
  /** Of functions that write to the brokers, and of servers that you let write. */
  clients: SecurityGroup;
}

/** Where brokers listen to clients that sign in with IAM (MSK developer guide, "Port information"). */
const iamPort = 9098;

/**
 * A group for the functions, and one rule more in the group of the cluster, which lets them in. Nobody can add the rule before the
 * deployment, because the group that it names is made there, and a function of the deployment already needs it. The rule is a resource
 * of the stack, and goes with it. All other rules of the group stay as they are.
 */
export function groupsIn(scope: Construct, { stage, vpc }: { stage: StageOfGroups; vpc: IVpc }): EventsGroups {
  const brokers = SecurityGroup.fromSecurityGroupId(scope, 'Brokers', stage.kafka.securityGroupId);
  const clients = new SecurityGroup(scope, 'Clients', {
    vpc,
    description: 'Functions that write to the brokers',
    allowAllOutbound: false,
  });
  const port = Port.tcp(iamPort);
  brokers.addIngressRule(clients, port, 'Functions that write');
  clients.addEgressRule(brokers, port, 'Brokers');
  return { brokers, clients };
}

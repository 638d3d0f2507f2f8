import { Port, SecurityGroup, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Where brokers listen to clients that sign in with IAM (MSK developer guide, "Port information"). */
export const iamPort = 9098;

export interface EventsGroups {
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  brokers: ISecurityGroup;
  /** Of functions that write to the brokers, and of servers that you let write. */
  clients: SecurityGroup;
}

/** A group for what writes to the brokers, which their group lets in. */
export function clientsOf(brokers: ISecurityGroup, scope: Construct, vpc: IVpc): SecurityGroup {
  const clients = new SecurityGroup(scope, 'Clients', {
    vpc,
    description: 'Functions that write to the brokers',
    allowAllOutbound: false,
  });
  const port = Port.tcp(iamPort);
  brokers.addIngressRule(clients, port, 'Functions that write');
  clients.addEgressRule(brokers, port, 'Brokers');
  return clients;
}

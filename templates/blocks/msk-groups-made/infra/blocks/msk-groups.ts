import { Peer, Port, SecurityGroup, type CfnSecurityGroup, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** What the groups need to know of their stage. */
export type StageOfGroups = Stage;

export interface EventsGroups {
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  brokers: ISecurityGroup;
  /** Of functions that write to the brokers, and of servers that you let write. */
  clients: SecurityGroup;
}

/** Where brokers listen to clients that sign in with IAM (MSK developer guide, "Port information"). */
const iamPort = 9098;
const https = 443;

export function groupsIn(scope: Construct, { stage, vpc }: { stage: StageOfGroups; vpc: IVpc }): EventsGroups {
  const brokers = new SecurityGroup(scope, 'Brokers', {
    vpc,
    description: 'Brokers, and the pollers of Lambda',
    allowAllOutbound: false,
  });
  const clients = new SecurityGroup(scope, 'Clients', {
    vpc,
    description: 'Functions that write to the brokers',
    allowAllOutbound: false,
  });
  const port = Port.tcp(iamPort);
  brokers.addIngressRule(brokers, port, 'Pollers of Lambda');
  brokers.addEgressRule(brokers, port, 'Pollers of Lambda to brokers');
  // pollers park in S3
  brokers.addEgressRule(Peer.anyIpv4(), Port.tcp(https), 'Pollers of Lambda to S3');
  brokers.addIngressRule(clients, port, 'Functions that write');
  clients.addEgressRule(brokers, port, 'Brokers');
  // brokers that are kept need the groups that they are in
  for (const { node } of [brokers, clients])
    (node.defaultChild as CfnSecurityGroup).applyRemovalPolicy(stage.removalPolicy);
  return { brokers, clients };
}

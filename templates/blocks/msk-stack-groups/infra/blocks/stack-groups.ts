import { Peer, Port, SecurityGroup, type CfnSecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { clientsOf, iamPort, type EventsGroups } from './events-groups.ts';

const https = 443;

/** The groups of brokers that the stack makes, and of what writes to them. */
export function stackGroups(scope: Construct, { stage, vpc }: { stage: Stage; vpc: IVpc }): EventsGroups {
  const brokers = new SecurityGroup(scope, 'Brokers', {
    vpc,
    description: 'Brokers, and the pollers of Lambda',
    allowAllOutbound: false,
  });
  const port = Port.tcp(iamPort);
  brokers.addIngressRule(brokers, port, 'Pollers of Lambda');
  brokers.addEgressRule(brokers, port, 'Pollers of Lambda to brokers');
  // pollers park in S3
  brokers.addEgressRule(Peer.anyIpv4(), Port.tcp(https), 'Pollers of Lambda to S3');
  const clients = clientsOf(brokers, scope, vpc);
  // brokers that are kept need the groups that they are in
  for (const { node } of [brokers, clients])
    (node.defaultChild as CfnSecurityGroup).applyRemovalPolicy(stage.removalPolicy);
  return { brokers, clients };
}

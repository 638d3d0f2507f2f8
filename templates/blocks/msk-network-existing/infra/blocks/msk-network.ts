import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, Vpc, type CfnSecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ExistingNetwork } from './existing-network.ts';
import { zones } from './msk-zones.ts';
import { putInto } from './network-interfaces.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** A service of AWS that a function in the network calls. The VPC has a way to it: `npm run preflight` asks. */
export type ReachedService = 's3' | 'secretsmanager';

/** Where brokers listen to clients that sign in with IAM (MSK developer guide, "Port information"). */
const iamPort = 9098;
const https = 443;

/** The part of a VPC that brokers are in, and the functions that talk to them. The VPC, its subnets and its ways out are not of the stack. */
export class EventsNetwork extends Construct {
  readonly vpc: IVpc;
  readonly subnetIds: readonly string[];
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  readonly brokers: SecurityGroup;
  /** Of functions that write to the brokers, and of servers that you let write. */
  readonly clients: SecurityGroup;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { network: ExistingNetwork } }) {
    super(scope, id);
    const { vpcId, subnetIds } = stage.network;
    if (subnetIds.length < zones)
      throw new Error(`infra/config.ts: the brokers need ${zones} subnets, and the stage ${stage.name} has fewer.`);
    this.subnetIds = subnetIds.slice(0, zones);
    // a construct asks for zones, and security groups do not: their names are not known here
    const vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId,
      availabilityZones: this.subnetIds.map(() => 'unknown'),
    });
    this.vpc = vpc;
    this.brokers = new SecurityGroup(this, 'Brokers', {
      vpc,
      description: 'Brokers, and the pollers of Lambda',
      allowAllOutbound: false,
    });
    this.clients = new SecurityGroup(this, 'Clients', {
      vpc,
      description: 'Functions that write to the brokers',
      allowAllOutbound: false,
    });
    const port = Port.tcp(iamPort);
    this.brokers.addIngressRule(this.brokers, port, 'Pollers of Lambda');
    this.brokers.addEgressRule(this.brokers, port, 'Pollers of Lambda to brokers');
    // pollers park in S3
    this.brokers.addEgressRule(Peer.anyIpv4(), Port.tcp(https), 'Pollers of Lambda to S3');
    this.brokers.addIngressRule(this.clients, port, 'Functions that write');
    this.clients.addEgressRule(this.brokers, port, 'Brokers');
    // brokers that are kept need the groups that they are in
    for (const { node } of [this.brokers, this.clients])
      (node.defaultChild as CfnSecurityGroup).applyRemovalPolicy(stage.removalPolicy);
    // a server that is to write gets it
    new CfnOutput(Stack.of(this), 'ClientsGroupId', { value: this.clients.securityGroupId });
  }

  /** Puts a function into the network, among the clients of the brokers. It reaches the brokers, and each service that it names. */
  place(client: ProcessorFunction, services: readonly ReachedService[]): void {
    const { subnetIds, clients } = this;
    const interfaces = putInto({ subnetIds, securityGroupId: clients.securityGroupId }, client);
    // Lambda removes the interfaces after the function, up to 20 minutes later: what it does that with has to outlive the function
    clients.node.addDependency(interfaces);
    if (services.length > 0) clients.addEgressRule(Peer.anyIpv4(), Port.tcp(https), 'Services of AWS');
  }
}

import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Peer, Port, Vpc, type ISecurityGroup, type IVpc, type SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { ExistingNetwork } from './existing-network.ts';
import { groupsIn, type StageOfGroups } from './msk-groups.ts';
import { zones } from './msk-zones.ts';
import { putInto } from './network-interfaces.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** A service of AWS that a function in the network calls. The VPC has a way to it: `npm run preflight` asks. */
export type ReachedService = 's3' | 'secretsmanager';

const https = 443;

/** The part of a VPC that brokers are in, and the functions that talk to them. The VPC, its subnets and its ways out are not of the stack. */
export class EventsNetwork extends Construct {
  readonly vpc: IVpc;
  readonly subnetIds: readonly string[];
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  readonly brokers: ISecurityGroup;
  /** Of functions that write to the brokers, and of servers that you let write. */
  readonly clients: SecurityGroup;

  constructor(scope: Construct, id: string, { stage }: { stage: StageOfGroups & { network: ExistingNetwork } }) {
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
    const { brokers, clients } = groupsIn(this, { stage, vpc });
    this.brokers = brokers;
    this.clients = clients;
    // a server that is to write gets it
    new CfnOutput(Stack.of(this), 'ClientsGroupId', { value: clients.securityGroupId });
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

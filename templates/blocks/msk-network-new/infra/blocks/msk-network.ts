import { Fn } from 'aws-cdk-lib';
import {
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  Vpc,
  type CfnSecurityGroup,
  type ISecurityGroup,
  type IVpc,
  type SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { zones } from './msk-zones.ts';
import { putInto } from './network-interfaces.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { logRejectedTraffic } from './rejected-traffic.ts';
import { stackGroups } from './stack-groups.ts';
import { WaysOut, type ReachedService } from './ways-out.ts';

/** A /24 for each zone, and the last one for what has a public address, if anything has. */
const cidrBlock = '10.4.0.0/22';

/**
 * The network of the brokers and of the functions that talk to them. Nothing gets in from outside. It is made of plain subnets, because
 * the Vpc construct would look up availability zones during synthesis.
 */
export class EventsNetwork extends Construct {
  readonly vpc: IVpc;
  readonly subnetIds: readonly string[];
  /** Of the brokers, and of Lambda's pollers: these use the subnets and groups of the cluster. */
  readonly brokers: ISecurityGroup;
  /** Of functions that write to the brokers. */
  readonly clients: SecurityGroup;
  readonly #ways: WaysOut;
  /** What cannot be deleted while a function has a network interface in it. */
  readonly #occupied: readonly Construct[];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const made = new CfnVPC(this, 'Vpc', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true });
    const routes = new CfnRouteTable(this, 'Routes', { vpcId: made.ref });
    const subnets = Array.from(
      { length: zones },
      (_, at) =>
        new CfnSubnet(this, `Subnet${at + 1}`, {
          vpcId: made.ref,
          availabilityZone: Fn.select(at, Fn.getAzs()),
          cidrBlock: `10.4.${at}.0/24`,
        }),
    );
    const associations = subnets.map(
      ({ ref }, at) =>
        new CfnSubnetRouteTableAssociation(this, `Subnet${at + 1}Routes`, { subnetId: ref, routeTableId: routes.ref }),
    );
    this.subnetIds = subnets.map(({ ref }) => ref);
    this.vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: made.ref,
      vpcCidrBlock: cidrBlock,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
    });
    logRejectedTraffic(this, stage, { vpc: this.vpc, made });

    const { vpc } = this;
    const { brokers, clients } = stackGroups(this, { stage, vpc });
    this.brokers = brokers;
    this.clients = clients;
    this.#ways = new WaysOut(this, 'WaysOut', { made, vpc, routes, subnets, clients });
    // brokers that are kept need the network that they are in
    for (const kept of [made, ...subnets]) kept.applyRemovalPolicy(stage.removalPolicy);
    this.#occupied = [...subnets, clients.node.defaultChild as CfnSecurityGroup];
    this.#ways.node.addDependency(...associations);
  }

  /** Puts a function into the network, among the clients of the brokers. It reaches the brokers, and each service that it names. */
  place(client: ProcessorFunction, services: readonly ReachedService[]): void {
    const { subnetIds, clients } = this;
    const interfaces = putInto({ subnetIds, securityGroupId: clients.securityGroupId }, client);
    // Lambda removes the interfaces after the function, up to 20 minutes later: what it does that with has to outlive the function
    for (const each of this.#occupied) each.node.addDependency(interfaces);
    for (const service of services) this.#ways.reach(service);
    client.function.node.addDependency(this.#ways);
  }
}

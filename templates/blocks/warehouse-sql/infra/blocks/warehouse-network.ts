import { Fn, Stack } from 'aws-cdk-lib';
import {
  CfnInternetGateway,
  CfnRoute,
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  CfnVPCGatewayAttachment,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { FactName } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import { logRejectedTraffic } from './rejected-traffic.ts';

/** Redshift management guide, "Considerations when using Amazon Redshift Serverless": without enhanced VPC routing, two zones are enough. */
const zones = 2;
/** Of the workgroup. */
const port = 5439;

export interface WarehouseNetworkProps {
  stage: Stage;
  /** Whether Firehose gets in, from its own addresses. */
  forFirehose: boolean;
}

/**
 * A network that nobody gets into, or Firehose alone: whoever asks uses the Data API, which needs no way to it. Redshift itself reads
 * stream and bucket by a way of its own, as enhanced VPC routing is off: no NAT gateway, no endpoint.
 */
export class WarehouseNetwork extends Construct {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** The way from the internet to the subnets, where there is one. */
  readonly ways: readonly Construct[];

  constructor(scope: Construct, id: string, { stage, forFirehose }: WarehouseNetworkProps) {
    super(scope, id);
    const cidrBlock = '10.1.0.0/24';
    const made = new CfnVPC(this, 'Vpc', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true });
    const subnets = Array.from(
      { length: zones },
      (_, at) =>
        new CfnSubnet(this, `Subnet${at + 1}`, {
          vpcId: made.ref,
          availabilityZone: Fn.select(at, Fn.getAzs()),
          cidrBlock: `10.1.0.${at * 64}/26`,
        }),
    );
    const vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: made.ref,
      vpcCidrBlock: cidrBlock,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
    });
    const group = new SecurityGroup(this, 'Warehouse', {
      vpc,
      description: 'The warehouse',
      allowAllOutbound: false,
    });
    logRejectedTraffic(this, stage, { vpc, made });
    this.ways = forFirehose ? this.#openTo(made, subnets) : [];
    if (forFirehose) {
      group.addIngressRule(
        Peer.ipv4(Stack.of(this).regionalFact(FactName.FIREHOSE_CIDR_BLOCK)),
        Port.tcp(port),
        'Firehose, from its addresses in this region',
      );
      acknowledge(group, 'AwsSolutions-EC23', 'The range is that of Firehose in the region of the stack, a /27');
    }
    this.subnetIds = subnets.map(({ ref }) => ref);
    this.securityGroupId = group.securityGroupId;
  }

  /** Makes the subnets public. What gets in is for the security group to say. */
  #openTo({ ref: vpcId }: CfnVPC, subnets: readonly CfnSubnet[]): Construct[] {
    const gateway = new CfnInternetGateway(this, 'Gateway');
    const attached = new CfnVPCGatewayAttachment(this, 'GatewayAttached', { vpcId, internetGatewayId: gateway.ref });
    const table = new CfnRouteTable(this, 'Routes', { vpcId });
    const route = new CfnRoute(this, 'Route', {
      routeTableId: table.ref,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.ref,
    });
    route.node.addDependency(attached);
    return [
      route,
      ...subnets.map(
        ({ ref: subnetId }, at) =>
          new CfnSubnetRouteTableAssociation(this, `Subnet${at + 1}Routes`, { subnetId, routeTableId: table.ref }),
      ),
    ];
  }
}

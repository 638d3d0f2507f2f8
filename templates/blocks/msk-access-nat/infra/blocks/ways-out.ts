import { Stack } from 'aws-cdk-lib';
import {
  CfnEIP,
  CfnInternetGateway,
  CfnNatGateway,
  CfnRoute,
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPCEndpoint,
  CfnVPCGatewayAttachment,
  Peer,
  Port,
  type CfnVPC,
  type IVpc,
  type SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A service of AWS that a function in the network calls. */
export type ReachedService = 's3' | 'secretsmanager';

export interface WaysOutProps {
  made: CfnVPC;
  /** The same as `made`, as other constructs know it. */
  vpc: IVpc;
  routes: CfnRouteTable;
  subnets: readonly CfnSubnet[];
  clients: SecurityGroup;
}

const anywhere = '0.0.0.0/0';

/**
 * The way from the network to the internet, for all services at once: a NAT gateway, which lets nothing in. What goes to S3 takes the
 * gateway endpoint, which costs nothing.
 */
export class WaysOut extends Construct {
  readonly #clients: SecurityGroup;

  constructor(scope: Construct, id: string, { made, routes, subnets, clients }: WaysOutProps) {
    super(scope, id);
    this.#clients = clients;
    const vpcId = made.ref;
    new CfnVPCEndpoint(this, 'S3', {
      vpcId,
      serviceName: `com.amazonaws.${Stack.of(this).region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [routes.ref],
    });
    const internet = new CfnInternetGateway(this, 'Internet');
    const attached = new CfnVPCGatewayAttachment(this, 'InternetAttached', { vpcId, internetGatewayId: internet.ref });
    const subnet = new CfnSubnet(this, 'Public', {
      vpcId,
      availabilityZone: subnets[0]!.attrAvailabilityZone,
      cidrBlock: '10.4.3.0/28',
    });
    const publicRoutes = new CfnRouteTable(this, 'PublicRoutes', { vpcId });
    const toInternet = new CfnRoute(this, 'ToInternet', {
      routeTableId: publicRoutes.ref,
      destinationCidrBlock: anywhere,
      gatewayId: internet.ref,
    });
    const associated = new CfnSubnetRouteTableAssociation(this, 'PublicAssociated', {
      subnetId: subnet.ref,
      routeTableId: publicRoutes.ref,
    });
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    const nat = new CfnNatGateway(this, 'Nat', { subnetId: subnet.ref, allocationId: address.attrAllocationId });
    for (const each of [toInternet, address]) each.node.addDependency(attached);
    nat.node.addDependency(toInternet, associated);
    new CfnRoute(this, 'ToNat', {
      routeTableId: routes.ref,
      destinationCidrBlock: anywhere,
      natGatewayId: nat.ref,
    });
  }

  /** Lets the clients reach a service: one way is for all of them. */
  reach(_service: ReachedService): void {
    this.#clients.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Services of AWS');
  }
}

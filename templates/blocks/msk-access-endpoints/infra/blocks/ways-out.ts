import { Stack } from 'aws-cdk-lib';
import {
  CfnVPCEndpoint,
  Peer,
  Port,
  SecurityGroup,
  type CfnRouteTable,
  type CfnSubnet,
  type CfnVPC,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A service of AWS that a function in the network calls, by the name of its endpoint. */
export type ReachedService = 's3' | 'secretsmanager';

export interface WaysOutProps {
  made: CfnVPC;
  /** The same as `made`, as other constructs know it. */
  vpc: IVpc;
  routes: CfnRouteTable;
  subnets: readonly CfnSubnet[];
  clients: SecurityGroup;
}

/**
 * Ways from the network to services of AWS, and to nothing else: an endpoint for each. That of S3 costs nothing and is always there,
 * because the pollers of Lambda park in S3.
 */
export class WaysOut extends Construct {
  readonly #props: WaysOutProps;
  readonly #reached = new Set<ReachedService>();
  #endpoints: SecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: WaysOutProps) {
    super(scope, id);
    this.#props = props;
    new CfnVPCEndpoint(this, 'S3', {
      vpcId: props.made.ref,
      serviceName: `com.amazonaws.${Stack.of(this).region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [props.routes.ref],
    });
  }

  /** Lets the clients reach a service. */
  reach(service: ReachedService): void {
    if (this.#reached.has(service)) return;
    this.#reached.add(service);
    const { made, subnets, clients } = this.#props;
    // the gateway endpoint is there already, and has no group
    if (service === 's3') return clients.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'S3, through its endpoint');
    new CfnVPCEndpoint(this, service, {
      vpcId: made.ref,
      serviceName: `com.amazonaws.${Stack.of(this).region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: subnets.map(({ ref }) => ref),
      securityGroupIds: [this.#endpointsGroup().securityGroupId],
    });
  }

  #endpointsGroup(): SecurityGroup {
    if (this.#endpoints) return this.#endpoints;
    const { vpc, clients } = this.#props;
    const endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    });
    endpoints.addIngressRule(clients, Port.tcp(443), 'Functions that write');
    clients.addEgressRule(endpoints, Port.tcp(443), 'Endpoints of AWS services');
    this.#endpoints = endpoints;
    return endpoints;
  }
}

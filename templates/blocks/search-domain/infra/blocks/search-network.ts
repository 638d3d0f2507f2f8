import { Aws, Fn, Stack } from 'aws-cdk-lib';
import {
  CfnRouteTable,
  CfnSecurityGroup,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  FlowLog,
  FlowLogDestination,
  FlowLogResourceType,
  FlowLogTrafficType,
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { SearchSize } from './search-size.ts';
import type { ProcessorFunction } from './processor-function.ts';

const cidr = '10.0.0.0/20';

/**
 * A network without a way to the internet: the domain and its clients, and gateway endpoints (which cost nothing) to S3 and
 * DynamoDB. Made of plain subnets, because the Vpc construct would look up availability zones during synthesis.
 */
export class SearchNetwork extends Construct {
  readonly vpc: IVpc;
  readonly domainSecurityGroup: SecurityGroup;
  readonly clientSecurityGroup: SecurityGroup;
  /** What a function needs to get out of its subnet. */
  readonly #ways: readonly IDependable[];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { search: SearchSize } }) {
    super(scope, id);
    const zones = Array.from({ length: stage.search.dataNodes }, (_, at) => Fn.select(at, Fn.getAzs()));
    const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true });
    const routes = new CfnRouteTable(this, 'Routes', { vpcId: vpc.ref });
    const subnets = zones.map((availabilityZone, at) => {
      const cidrBlock = `10.0.${at * 4}.0/22`;
      return new CfnSubnet(this, `Subnet${at + 1}`, { vpcId: vpc.ref, availabilityZone, cidrBlock });
    });
    const associations = subnets.map(
      ({ ref }, at) =>
        new CfnSubnetRouteTableAssociation(this, `Subnet${at + 1}Routes`, { subnetId: ref, routeTableId: routes.ref }),
    );
    this.vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: vpc.ref,
      vpcCidrBlock: cidr,
      availabilityZones: zones,
      isolatedSubnetIds: subnets.map(({ ref }) => ref),
      isolatedSubnetRouteTableIds: subnets.map(() => routes.ref),
    });
    const endpoints = (
      [
        ['S3', GatewayVpcEndpointAwsService.S3],
        ['DynamoDB', GatewayVpcEndpointAwsService.DYNAMODB],
      ] as const
    ).map(
      ([name, service]) =>
        new GatewayVpcEndpoint(this, name, {
          vpc: this.vpc,
          service,
          subnets: [{ subnets: [this.vpc.isolatedSubnets[0]!] }],
        }),
    );
    this.#ways = [...associations, ...endpoints];

    this.clientSecurityGroup = new SecurityGroup(this, 'Clients', {
      vpc: this.vpc,
      description: 'Functions that use the domain',
    });
    this.domainSecurityGroup = new SecurityGroup(this, 'Domain', {
      vpc: this.vpc,
      description: 'The search domain',
      allowAllOutbound: false,
    });
    this.domainSecurityGroup.addIngressRule(
      Peer.securityGroupId(this.clientSecurityGroup.securityGroupId),
      Port.tcp(443),
    );
    this.#logRejectedTraffic(vpc, stage);

    // a domain that is kept needs the network that it is in
    const groups = [this.clientSecurityGroup, this.domainSecurityGroup].map(
      ({ node }) => node.defaultChild as CfnSecurityGroup,
    );
    for (const kept of [vpc, ...subnets, ...groups]) kept.applyRemovalPolicy(stage.removalPolicy);
  }

  /** Puts a function into the network, among the clients of the domain. */
  place(client: ProcessorFunction): void {
    // Lambda makes the network interfaces with the permissions of the function's role, and asks for all of these at once.
    client.allow(
      [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
      ['*'],
    );
    acknowledge(client.role, 'AwsSolutions-IAM5[Resource::*]', 'Lambda names the network interfaces that it makes');
    (client.function.node.defaultChild as CfnFunction).vpcConfig = {
      subnetIds: this.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [this.clientSecurityGroup.securityGroupId],
    };
    // CloudFormation deletes in the reverse order: a function of the deployment tells it through S3 that its work is undone
    client.function.node.addDependency(...this.#ways);
  }

  #logRejectedTraffic(vpc: CfnVPC, stage: Stage): void {
    const logGroup = new LogGroup(this, 'FlowLogs', {
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    const role = new Role(this, 'FlowLogRole', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }),
          },
        },
      }),
    });
    new FlowLog(this, 'FlowLog', {
      resourceType: FlowLogResourceType.fromVpc(this.vpc),
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(logGroup, role),
    }).node.addDependency(vpc);
  }
}

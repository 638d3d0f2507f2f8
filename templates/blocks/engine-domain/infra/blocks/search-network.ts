import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import {
  CfnRouteTable,
  CfnSecurityGroup,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import { logRejectedTraffic } from './rejected-traffic.ts';
import type { SearchSize } from './search-size.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { zonesOf } from './zones.ts';

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
  /** What cannot be deleted while a function has a network interface in it. */
  readonly #occupied: readonly (CfnSubnet | CfnSecurityGroup)[];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { search: SearchSize } }) {
    super(scope, id);
    const { region } = Stack.of(this);
    const zones = zonesOf(stage.name, stage.search, Token.isUnresolved(region) ? undefined : region);
    const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true });
    const routes = new CfnRouteTable(this, 'Routes', { vpcId: vpc.ref });
    const subnets = zones.map((zone, at) => {
      const cidrBlock = `10.0.${at * 4}.0/22`;
      return new CfnSubnet(this, `Subnet${at + 1}`, { vpcId: vpc.ref, ...zone, cidrBlock });
    });
    const associations = subnets.map(
      ({ ref }, at) =>
        new CfnSubnetRouteTableAssociation(this, `Subnet${at + 1}Routes`, { subnetId: ref, routeTableId: routes.ref }),
    );
    this.vpc = Vpc.fromVpcAttributes(this, 'Network', {
      vpcId: vpc.ref,
      vpcCidrBlock: cidr,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
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
    logRejectedTraffic(this, stage, { vpc: this.vpc, made: vpc });

    // a domain that is kept needs the network that it is in
    const groups = [this.clientSecurityGroup, this.domainSecurityGroup].map(
      ({ node }) => node.defaultChild as CfnSecurityGroup,
    );
    for (const kept of [vpc, ...subnets, ...groups]) kept.applyRemovalPolicy(stage.removalPolicy);
    this.#occupied = [...subnets, groups[0]!];
  }

  /** Puts a function into the network, among the clients of the domain. */
  place(client: ProcessorFunction): void {
    this.#letLambdaKeepInterfaces(client);
    (client.function.node.defaultChild as CfnFunction).vpcConfig = {
      subnetIds: this.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [this.clientSecurityGroup.securityGroupId],
    };
    // CloudFormation deletes in the reverse order: a function of the deployment tells it through S3 that its work is undone
    client.function.node.addDependency(...this.#ways);
  }

  /**
   * Lambda makes and removes the network interfaces of a function with the permissions of its role, and asks for all of these at
   * once. The deny keeps them from the function's own code: its calls carry the ARN of the function, those of Lambda do not
   * (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
   *
   * Lambda removes the interfaces after the function, up to 20 minutes later. So the permissions outlive the function: subnets
   * and security group depend on them, and CloudFormation deletes in the reverse order.
   */
  #letLambdaKeepInterfaces(client: ProcessorFunction): void {
    const actions = [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ];
    const anyFunction = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const policy = new Policy(client, 'Interfaces', {
      roles: [client.role],
      statements: [
        new PolicyStatement({ actions, resources: ['*'] }),
        new PolicyStatement({
          effect: Effect.DENY,
          actions: [...actions, 'ec2:DetachNetworkInterface'],
          resources: ['*'],
          conditions: { ArnLike: { 'lambda:SourceFunctionArn': anyFunction } },
        }),
      ],
    });
    acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', 'Lambda names the network interfaces that it makes');
    for (const each of this.#occupied) each.node.addDependency(policy);
  }
}

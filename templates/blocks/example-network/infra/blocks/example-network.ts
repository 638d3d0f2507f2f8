import { ArnFormat, Fn, Stack } from 'aws-cdk-lib';
import { CfnSubnet, CfnVPC, Peer, Port, SecurityGroup, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ProcessorFunction } from './processor-function.ts';

const cidrBlock = '10.2.0.0/24';
/** A load balancer needs two (Elastic Load Balancing guide, "Availability Zones for your Application Load Balancer"). */
const zones = 2;

/** Actions of Lambda on the network interfaces of a function (Lambda developer guide, "Giving Lambda functions access to a VPC"). */
const ofInterfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** A network that nothing gets into or out of: no gateway, no endpoint, and nothing in it that is paid by the hour. */
export class ExampleNetwork extends Construct {
  readonly vpc: IVpc;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** An address of the network that nothing has. */
  readonly emptyAddress = '10.2.0.250';
  readonly #visitors: SecurityGroup;
  readonly #occupied: readonly Construct[];

  /** That of a stack: all examples share it. */
  static of(scope: Construct): ExampleNetwork {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild('Network') as ExampleNetwork | undefined) ?? new ExampleNetwork(stack, 'Network');
  }

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const made = new CfnVPC(this, 'Vpc', { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true });
    acknowledge(made, 'AwsSolutions-VPC7', 'It has a flow log where vpc-flow is one of the sources');
    const subnets = Array.from(
      { length: zones },
      (_, at) =>
        new CfnSubnet(this, `Subnet${at + 1}`, {
          vpcId: made.ref,
          availabilityZone: Fn.select(at, Fn.getAzs()),
          cidrBlock: `10.2.0.${at * 64}/26`,
        }),
    );
    this.vpcId = made.ref;
    this.subnetIds = subnets.map(({ ref }) => ref);
    this.vpc = Vpc.fromVpcAttributes(this, 'Imported', {
      vpcId: made.ref,
      vpcCidrBlock: cidrBlock,
      availabilityZones: subnets.map(({ attrAvailabilityZone }) => attrAvailabilityZone),
    });
    this.#visitors = new SecurityGroup(this, 'Visitors', {
      vpc: this.vpc,
      description: 'Functions that send requests within the network',
      allowAllOutbound: false,
    });
    this.#visitors.addEgressRule(Peer.ipv4(cidrBlock), Port.tcp(80), 'HTTP within the network');
    this.#occupied = [...subnets, this.#visitors];
  }

  /** A security group that takes HTTP requests of visitors, and sends nothing. */
  visited(scope: Construct, id: string, description: string): SecurityGroup {
    const group = new SecurityGroup(scope, id, { vpc: this.vpc, description, allowAllOutbound: false });
    group.addIngressRule(this.#visitors, Port.tcp(80), 'HTTP of the visitors');
    return group;
  }

  /**
   * Puts a function into the network. Lambda makes and removes its network interfaces with the permissions of its role; the deny keeps
   * them from the function's own code. Lambda removes the interfaces after the function, up to 20 minutes later: until then the
   * permissions are there, and CloudFormation deletes subnets and group first.
   */
  place(visitor: ProcessorFunction): void {
    const anyFunction = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const policy = new Policy(visitor, 'Interfaces', {
      roles: [visitor.role],
      statements: [
        new PolicyStatement({ actions: ofInterfaces, resources: ['*'] }),
        new PolicyStatement({
          effect: Effect.DENY,
          actions: [...ofInterfaces, 'ec2:DetachNetworkInterface'],
          resources: ['*'],
          conditions: { ArnLike: { 'lambda:SourceFunctionArn': anyFunction } },
        }),
      ],
    });
    acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', 'Lambda names the network interfaces that it makes');
    (visitor.function.node.defaultChild as CfnFunction).vpcConfig = {
      subnetIds: [...this.subnetIds],
      securityGroupIds: [this.#visitors.securityGroupId],
    };
    for (const each of this.#occupied) each.node.addDependency(policy);
  }
}

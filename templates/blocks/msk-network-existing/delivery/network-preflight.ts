import {
  DescribeVpcAttributeCommand,
  EC2Client,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { ExistingNetwork } from '../infra/blocks/existing-network.ts';
import { zones } from '../infra/blocks/msk-zones.ts';
import type { Stage } from '../infra/stage.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { examplesIn, judgeNetwork, type FoundSubnet, type NetworkPlace } from './network-place.ts';

/** Whether the VPC that the brokers are to be in has names, zones, and ways to the services that functions in it call. */
export const networkPreflight: PreflightCheck<Stage & { network: ExistingNetwork }> = {
  title: 'Network of the brokers',
  // cannot be limited to a resource (Service Authorization Reference)
  permissions: [
    {
      actions: [
        'ec2:DescribeRouteTables',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcAttribute',
        'ec2:DescribeVpcEndpoints',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    },
  ],
  ask: async ({ settings: { network }, client }) => {
    const examples = examplesIn(network);
    if (examples.length > 0) return { problems: examples, fine: '' };
    return judgeNetwork(network, zones, await placeOf(network, new EC2Client(client)));
  },
};

async function placeOf({ vpcId }: ExistingNetwork, ec2: EC2Client): Promise<NetworkPlace> {
  const none = { vpc: undefined, subnets: new Map<string, FoundSubnet>(), endpoints: [] };
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  // asked for by a filter: an id that is not there is no error then
  const vpcs = await all(paginateDescribeVpcs({ client: ec2 }, inVpc), ({ Vpcs }) => Vpcs);
  if (vpcs.length === 0) return none;
  const [support, hostnames, endpoints, tables, subnets] = await Promise.all([
    ec2.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsSupport' })),
    ec2.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsHostnames' })),
    all(paginateDescribeVpcEndpoints({ client: ec2 }, inVpc), ({ VpcEndpoints }) => VpcEndpoints),
    all(paginateDescribeRouteTables({ client: ec2 }, inVpc), ({ RouteTables }) => RouteTables),
    all(paginateDescribeSubnets({ client: ec2 }, inVpc), ({ Subnets }) => Subnets),
  ]);
  const gateways = endpoints
    .filter(({ ServiceName, VpcEndpointType }) => VpcEndpointType === 'Gateway' && ServiceName?.endsWith('.s3'))
    .map(({ VpcEndpointId }) => VpcEndpointId);
  const found = subnets.map(({ SubnetId, AvailabilityZone }) => {
    const routes = tableOf(SubnetId!, tables)?.Routes ?? [];
    const way: FoundSubnet = {
      zone: AvailabilityZone ?? '',
      // functions have no public address: an internet gateway leads them nowhere
      hasWayOut: routes.some(
        ({ DestinationCidrBlock, GatewayId }) => DestinationCidrBlock === '0.0.0.0/0' && !GatewayId?.startsWith('igw-'),
      ),
      reachesS3: routes.some(({ GatewayId }) => GatewayId !== undefined && gateways.includes(GatewayId)),
    };
    return [SubnetId!, way] as const;
  });
  return {
    vpc: {
      hasDnsSupport: support.EnableDnsSupport?.Value ?? false,
      hasDnsHostnames: hostnames.EnableDnsHostnames?.Value ?? false,
    },
    subnets: new Map(found),
    endpoints: endpoints.flatMap(({ ServiceName, PrivateDnsEnabled }) =>
      PrivateDnsEnabled ? [ServiceName?.split('.').at(-1) ?? ''] : [],
    ),
  };
}

/** A subnet that no route table names has the main one of its VPC. */
const tableOf = (subnet: string, tables: readonly RouteTable[]): RouteTable | undefined =>
  tables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === subnet)) ??
  tables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));

async function all<Page, T>(pages: AsyncIterable<Page>, of: (page: Page) => T[] | undefined): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...(of(page) ?? []));
  return found;
}

import { DescribeAvailabilityZonesCommand, EC2Client, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { GetRoleCommand, IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam';
import { OpenSearchClient, paginateListInstanceTypeDetails } from '@aws-sdk/client-opensearch';
import { engineVersion, type SearchSize } from '../infra/blocks/search-size.ts';
import type { Stage } from '../infra/stage.ts';
import type { ClientSettings, PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { judgeDomain, type DomainPlace, type Zone } from './domain-place.ts';

const role = 'AWSServiceRoleForAmazonOpenSearchService';

/** Whether the region has the machines of the domain in the zones where they would be. */
export const domainPreflight: PreflightCheck<Stage & { search: SearchSize }> = {
  title: 'Zones and instance type of the search domain',
  permissions: [
    {
      // none of these can be limited to a resource (Service Authorization Reference)
      actions: ['ec2:DescribeAvailabilityZones', 'ec2:DescribeSubnets', 'es:ListInstanceTypeDetails'],
      resources: ['*'],
    },
    {
      actions: ['iam:GetRole'],
      resources: [`arn:*:iam::*:role/aws-service-role/opensearchservice.amazonaws.com/${role}`],
    },
  ],
  ask: async ({ settings: { search }, client }) => judgeDomain(search, await placeOf(search.instanceType, client)),
};

async function placeOf(instanceType: string, client: ClientSettings): Promise<DomainPlace> {
  const ec2 = new EC2Client(client);
  const [region, zones, withDefaultSubnet, offered, hasServiceLinkedRole] = await Promise.all([
    ec2.config.region(),
    zonesOf(ec2),
    defaultSubnets(ec2),
    offeredIn(new OpenSearchClient(client), instanceType),
    hasRole(new IAMClient(client)),
  ]);
  return { region, zones, withDefaultSubnet, offered, hasServiceLinkedRole };
}

/** Without Local Zones and Wavelength Zones: no domain can be there. */
async function zonesOf(ec2: EC2Client): Promise<Zone[]> {
  const Filters = [
    { Name: 'zone-type', Values: ['availability-zone'] },
    { Name: 'state', Values: ['available'] },
  ];
  const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({ Filters }));
  return AvailabilityZones.map(({ ZoneName, ZoneId }) => ({ name: ZoneName!, id: ZoneId! }));
}

async function defaultSubnets(ec2: EC2Client): Promise<string[]> {
  const zones: string[] = [];
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2 }, { Filters }))
    zones.push(...Subnets.map(({ AvailabilityZone }) => AvailabilityZone!));
  return zones;
}

async function offeredIn(opensearch: OpenSearchClient, instanceType: string): Promise<DomainPlace['offered']> {
  const asked = { EngineVersion: engineVersion.version, InstanceType: instanceType, RetrieveAZs: true };
  for await (const { InstanceTypeDetails = [] } of paginateListInstanceTypeDetails({ client: opensearch }, asked)) {
    const details = InstanceTypeDetails.find(({ InstanceType }) => InstanceType === instanceType);
    if (details) return details.AvailabilityZones ?? 'unsaid';
  }
  return undefined;
}

async function hasRole(iam: IAMClient): Promise<boolean> {
  try {
    await iam.send(new GetRoleCommand({ RoleName: role }));
    return true;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return false;
    throw error;
  }
}

import { Fn } from 'aws-cdk-lib';
import type { CfnSubnetProps } from 'aws-cdk-lib/aws-ec2';
import type { SearchSize } from './search-size.ts';

/** A domain takes three at most (OpenSearch Service developer guide, "Configuring a multi-AZ domain"). */
const mostZonesOfDomain = 3;

/** Regions where an account gets fewer (EC2 user guide, "Regions and Zones"). */
const zonesOfAccount: Readonly<Record<string, number>> = { 'us-west-1': 2 };

/** Zones that a domain can have in a region; in one that is not known yet, as many as a domain takes. */
export const mostZones = (region: string | undefined): number =>
  Math.min(mostZonesOfDomain, zonesOfAccount[region ?? ''] ?? mostZonesOfDomain);

/** Where each subnet of a domain is. Throws where the size of the domain cannot be. */
export function zonesOf(
  stage: string,
  size: SearchSize,
  region: string | undefined,
): Pick<CfnSubnetProps, 'availabilityZone' | 'availabilityZoneId'>[] {
  const problem = problemOf(size, region);
  if (problem) throw new Error(`${stage}: ${problem} Set it in infra/config.ts or infra/blocks/search-size.ts.`);
  const { zones, zoneIds } = size;
  return zoneIds
    ? zoneIds.map((availabilityZoneId) => ({ availabilityZoneId }))
    : Array.from({ length: zones }, (_, at) => ({ availabilityZone: Fn.select(at, Fn.getAzs()) }));
}

function problemOf({ zones, zoneIds, dataNodes, masterNodes }: SearchSize, region: string | undefined) {
  const most = mostZones(region);
  if (!Number.isInteger(zones) || zones < 1 || zones > most)
    return `zones is ${zones}, and a domain${region ? ` in ${region}` : ''} can have 1 to ${most}.`;
  if (zoneIds && (zoneIds.length !== zones || new Set(zoneIds).size !== zones))
    return `zoneIds names ${zoneIds.join(', ') || 'none'}, and zones is ${zones}: name ${zones} different ones, or leave zoneIds out.`;
  const name = zoneIds?.find((id) => !/^[a-z0-9]+-az\d+$/.test(id));
  if (name)
    return `zoneIds has "${name}", which is no zone id such as use1-az4: aws ec2 describe-availability-zones lists them.`;
  if (!Number.isInteger(dataNodes) || dataNodes < 1 || dataNodes % zones !== 0)
    return `dataNodes is ${dataNodes}, and has to be a multiple of zones (${zones}): else one zone holds more than the others.`;
  if (![0, 3, 5].includes(masterNodes))
    return `masterNodes is ${masterNodes}, and has to be 0, 3 or 5: an even number cannot elect a leader when half of them are lost.`;
  return undefined;
}

import type { SearchSize } from '../infra/blocks/search-size.ts';
import type { Findings, Problem } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** An availability zone that is open to the account. */
export interface Zone {
  /** us-east-1a: another zone in another account. */
  name: string;
  /** use1-az4: the same zone in every account. */
  id: string;
}

/** What account and region have for a domain. */
export interface DomainPlace {
  region: string;
  zones: readonly Zone[];
  /** Names of the zones that have a default subnet. */
  withDefaultSubnet: readonly string[];
  /**
   * Names or ids of the zones where OpenSearch Service has the instance type; undefined where it does not have it in the region
   * at all, "unsaid" where it does and names no zones.
   */
  offered: readonly string[] | undefined | 'unsaid';
  /** Whether the account has the role by which OpenSearch Service puts domains into a VPC. */
  hasServiceLinkedRole: boolean;
}

/** Whether a domain of this size can be made in the place, and in which zones. */
export function judgeDomain(size: SearchSize, place: DomainPlace): Findings {
  const chosen = size.zoneIds ? named(size.zoneIds, place) : found(size, place);
  const problems = [roleProblem(place), typeProblem(size, place), ...zoneProblems(size, place, chosen)];
  return {
    problems: problems.filter((problem) => problem !== undefined),
    fine: `${size.dataNodes} x ${size.instanceType} in ${listed(chosen)}.`,
  };
}

/** By id. Ids that are not found are left out. */
const named = (ids: readonly string[], { zones }: DomainPlace): Zone[] =>
  ids.flatMap((wanted) => zones.find(({ id }) => id === wanted) ?? []);

/**
 * As CloudFormation will: the first ones in alphabetical order that have a default subnet, or the first of all where none has one
 * (CloudFormation template reference, "Fn::GetAZs").
 */
function found(size: SearchSize, { zones, withDefaultSubnet }: DomainPlace): Zone[] {
  const inOrder = zones.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const listedZones =
    withDefaultSubnet.length > 0 ? inOrder.filter(({ name }) => withDefaultSubnet.includes(name)) : inOrder;
  return listedZones.slice(0, size.zones);
}

const offers = ({ offered }: DomainPlace, { name, id }: Zone): boolean =>
  offered === 'unsaid' || offered?.includes(name) === true || offered?.includes(id) === true;

function roleProblem({ hasServiceLinkedRole }: DomainPlace): Problem | undefined {
  if (hasServiceLinkedRole) return undefined;
  return {
    seen: 'the account has no role AWSServiceRoleForAmazonOpenSearchService.',
    needed: 'OpenSearch Service puts a domain into a VPC with this role, and CloudFormation does not make it.',
    remedy: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
  };
}

function typeProblem({ instanceType }: SearchSize, { region, offered }: DomainPlace): Problem | undefined {
  if (offered !== undefined) return undefined;
  return {
    seen: `OpenSearch Service does not have ${instanceType} in ${region}.`,
    needed: 'an instance type that it has there for this version.',
    remedy: `"aws opensearch list-instance-type-details --engine-version VERSION --region ${region}" lists them. Set instanceType in infra/blocks/search-size.ts.`,
  };
}

function zoneProblems(size: SearchSize, place: DomainPlace, chosen: readonly Zone[]): (Problem | undefined)[] {
  if (place.offered === undefined) return [];
  const good = place.zones.filter((zone) => offers(place, zone));
  const enough = good.length >= size.zones;
  const remedy = enough
    ? `Set zoneIds of the stage to ${size.zones} of them in infra/config.ts: search: { ...searchSizes.STAGE, zoneIds: [${good
        .slice(0, size.zones)
        .map(({ id }) => `'${id}'`)
        .join(', ')}] }.`
    : `Set zones to ${good.length}, and dataNodes to a multiple of it, in infra/blocks/search-size.ts, or take another instanceType or region.`;
  const offering = `${size.instanceType} is in ${listed(good)}.`;
  const missing = size.zoneIds?.filter((id) => !place.zones.some((zone) => zone.id === id)) ?? [];
  if (missing.length > 0)
    return [
      {
        seen: `${place.region} has no zone ${missing.join(', ')} for this account; ${offering}`,
        needed: `${size.zones} zones.`,
        remedy,
      },
    ];
  if (chosen.length < size.zones)
    return [
      {
        seen: `CloudFormation finds ${listed(chosen)}: only zones with a default subnet, if one has. ${offering}`,
        needed: `${size.zones} zones.`,
        remedy,
      },
    ];
  const without = chosen.filter((zone) => !offers(place, zone));
  if (without.length === 0) return [];
  return [
    {
      seen: `the domain would be in ${listed(chosen)}, and ${listed(without)} does not have its machines. ${offering}`,
      needed: `${size.zones} zones that have ${size.instanceType}.`,
      remedy,
    },
  ];
}

const listed = (zones: readonly Zone[]): string =>
  zones.map(({ name, id }) => `${name} (${id})`).join(', ') || 'no zone';

import type { Findings } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ExistingNetwork } from '../infra/blocks/existing-network.ts';

type Problem = Findings['problems'][number];

/** The id that stands in the question and in documentation, and that no account has. */
const exampleVpc = 'vpc-0123456789abcdef0';

/** What account and region have of a network. */
export interface NetworkPlace {
  /** Undefined where there is no such VPC. */
  vpc: { hasDnsSupport: boolean; hasDnsHostnames: boolean } | undefined;
  /** Of each subnet that is in the VPC, by its id. */
  subnets: ReadonlyMap<string, FoundSubnet>;
  /** Services with an interface endpoint in the VPC whose private names are on: `secretsmanager`. */
  endpoints: readonly string[];
}

export interface FoundSubnet {
  zone: string;
  /** Whether a route leads to a NAT gateway, or to something else that leads on. */
  hasWayOut: boolean;
  /** Whether a route leads to the gateway endpoint of S3. */
  reachesS3: boolean;
}

/** A network that is an example: there is nothing to ask AWS about it. */
export const examplesIn = ({ vpcId }: ExistingNetwork): Problem[] =>
  vpcId === exampleVpc
    ? [
        {
          seen: `${vpcId}: an example, which no account has.`,
          needed: 'the VPC that the brokers are to be in.',
          remedy: 'Write VPC and subnets of the stage into infra/config.ts (network).',
        },
      ]
    : [];

/** What to think of the network. `wanted`: of its subnets, as many as brokers are in. */
export function judgeNetwork({ vpcId, subnetIds }: ExistingNetwork, wanted: number, place: NetworkPlace): Findings {
  const used = subnetIds.slice(0, wanted);
  const problems = place.vpc
    ? [...dnsProblems(vpcId, place.vpc), ...subnetProblems(vpcId, used, wanted, place)]
    : [
        {
          seen: `${vpcId}: not in this account and region.`,
          needed: 'the VPC that the brokers are to be in.',
          remedy: 'Write VPC and subnets of the stage into infra/config.ts (network).',
        },
      ];
  return { problems, fine: `${used.length} subnets of ${vpcId}, with ways to S3 and Secrets Manager` };
}

function dnsProblems(vpcId: string, { hasDnsSupport, hasDnsHostnames }: NonNullable<NetworkPlace['vpc']>): Problem[] {
  if (hasDnsSupport && hasDnsHostnames) return [];
  return [
    {
      seen: `${vpcId} has DNS ${hasDnsSupport ? 'host names' : 'support'} off.`,
      needed: 'both on: clients find brokers and endpoints by their names.',
      remedy: `"aws ec2 modify-vpc-attribute --vpc-id ${vpcId}" with ${hasDnsSupport ? '--enable-dns-hostnames' : '--enable-dns-support'}.`,
    },
  ];
}

function subnetProblems(
  vpcId: string,
  used: readonly string[],
  wanted: number,
  { subnets, endpoints }: NetworkPlace,
): Problem[] {
  const remedy = 'Write subnets of the VPC into infra/config.ts (network), each in a zone of its own.';
  const missing = used.filter((id) => !subnets.has(id));
  if (missing.length > 0 || used.length < wanted)
    return [
      { seen: `${missing.join(', ') || used.length}: not in ${vpcId}.`, needed: `${wanted} subnets of it.`, remedy },
    ];
  const found = used.map((id) => [id, subnets.get(id)!] as const);
  const zones = new Set(found.map(([, { zone }]) => zone));
  const withoutS3 = found.filter(([, { hasWayOut, reachesS3 }]) => !hasWayOut && !reachesS3).map(([id]) => id);
  const withoutSecrets = endpoints.includes('secretsmanager')
    ? []
    : found.filter(([, { hasWayOut }]) => !hasWayOut).map(([id]) => id);
  return [
    ...(zones.size < wanted
      ? [{ seen: `${used.join(', ')} are in ${[...zones].join(', ')}.`, needed: `${wanted} zones.`, remedy }]
      : []),
    ...(withoutS3.length > 0
      ? [
          {
            seen: `${withoutS3.join(', ')}: no way to S3.`,
            needed: 'one: the pollers of Lambda park there.',
            remedy: 'Add the gateway endpoint of S3 to their route tables, which costs nothing, or a NAT gateway.',
          },
        ]
      : []),
    ...(withoutSecrets.length > 0
      ? [
          {
            seen: `${withoutSecrets.join(', ')}: no way to Secrets Manager.`,
            needed: 'one: the webhook reads the secret of its sender there.',
            remedy:
              'Add an interface endpoint of Secrets Manager to the VPC, with private DNS names, or a NAT gateway.',
          },
        ]
      : []),
  ];
}

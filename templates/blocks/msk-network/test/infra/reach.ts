import { referencesIn } from './dependencies.ts';
import type { Resources } from './synthesized.ts';

/** A way that security groups leave open: the ids of two groups, of the stack or outside of it, or `anywhere` for all addresses. */
export interface Reach {
  from: string;
  to: string;
  port: number;
}

type Rule = Record<string, unknown>;

/**
 * The ways that the security groups of a stack leave open. Between two groups, the one has to let out what the other lets in: a way that
 * only one of them has is closed.
 */
export function reachOf(resources: Resources): Reach[] {
  const lets = { in: [] as Reach[], out: [] as Reach[] };
  const add = (direction: 'in' | 'out', group: string, rule: Rule) => {
    const peer = peerOf(rule, direction);
    if (peer === undefined) return;
    const [from, to] = direction === 'in' ? [peer, group] : [group, peer];
    for (let port = Number(rule['FromPort']); port <= Number(rule['ToPort']); port++)
      lets[direction].push({ from, to, port });
  };
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    const rules = (name: string) => (Properties[name] ?? []) as Rule[];
    if (Type === 'AWS::EC2::SecurityGroup') {
      for (const rule of rules('SecurityGroupIngress')) add('in', id, rule);
      for (const rule of rules('SecurityGroupEgress')) add('out', id, rule);
    }
    const group = groupIn(Properties['GroupId']) ?? '';
    if (Type === 'AWS::EC2::SecurityGroupIngress') add('in', group, Properties);
    if (Type === 'AWS::EC2::SecurityGroupEgress') add('out', group, Properties);
  }
  return [
    ...lets.in.filter((way) => way.from === 'anywhere' || lets.out.some((other) => isSame(way, other))),
    ...lets.out.filter(({ to }) => to === 'anywhere'),
  ];
}

export const isSame = (one: Reach, other: Reach): boolean =>
  one.from === other.from && one.to === other.to && one.port === other.port;

/** Who is at the other end of a rule: undefined for the rule that stands for none at all. */
function peerOf(rule: Rule, direction: 'in' | 'out'): string | undefined {
  if (rule['CidrIp'] === '255.255.255.255/32') return undefined;
  if (rule['CidrIp'] !== undefined || rule['CidrIpv6'] !== undefined) return 'anywhere';
  return groupIn(rule[direction === 'in' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId']);
}

/** A group that the stack does not make is named by its id. */
const groupIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : referencesIn(value)[0]);

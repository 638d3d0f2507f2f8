import { iamPort } from '../infra/blocks/events-groups.ts';
import type { Problem } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** A rule of a security group. */
export interface GroupRule {
  isOut: boolean;
  /** `tcp`, or `-1` for all of them. */
  protocol: string;
  ports: readonly [number, number];
  /** Of the other end: a group, or addresses of IPv4. Both are undefined for a prefix list, such as that of S3: nobody asks what is in it. */
  group: string | undefined;
  addresses: string | undefined;
}

/** Who is to pass. */
export interface Passing {
  /** The groups of the cluster. */
  groups: readonly string[];
  /** Addresses of its subnets. */
  subnets: readonly string[];
  /** The group of the functions; undefined before the first deployment, which makes it and lets it in. */
  clients: string | undefined;
}

const https = 443;

/**
 * Whether the groups of the cluster let pass who has to. Pollers of Lambda have the groups and subnets of the cluster: they need a way
 * to the brokers and to services of AWS (Lambda developer guide, "Amazon MSK cluster network configuration"). The stack makes no rules for
 * them, because they would open ways for whatever else has these groups.
 */
export function judgeRules(rules: readonly GroupRule[], { groups, subnets, clients }: Passing): Problem[] {
  const isWithin = ({ group, addresses }: GroupRule): boolean =>
    group === undefined
      ? addresses === undefined || subnets.every((each) => covers(addresses, each))
      : groups.includes(group);
  const lets = (isOut: boolean, port: number, fits: (rule: GroupRule) => boolean): boolean =>
    rules.some((rule) => rule.isOut === isOut && isFor(rule, port) && fits(rule));
  const named = groups.join(', ');
  const problems: Problem[] = [];
  if (!lets(false, iamPort, isWithin))
    problems.push({
      seen: `${named} let no poller of Lambda in on port ${iamPort}.`,
      needed: 'a rule for it: pollers have the groups of the cluster.',
      remedy: `"aws ec2 authorize-security-group-ingress" with --protocol tcp --port ${iamPort}, and the group as --group-id and --source-group.`,
    });
  if (!lets(true, iamPort, isWithin) || !lets(true, https, ({ group }) => group === undefined))
    problems.push({
      seen: `${named} do not let pollers of Lambda out.`,
      needed: `port ${iamPort} to the brokers, and port ${https} to services of AWS: pollers park in S3.`,
      remedy: 'Add the rules to a group of the cluster, with "aws ec2 authorize-security-group-egress".',
    });
  if (
    clients !== undefined &&
    !lets(false, iamPort, (rule) => (rule.group === undefined ? isWithin(rule) : rule.group === clients))
  )
    problems.push({
      seen: `${named} do not let ${clients} in on port ${iamPort}.`,
      needed: 'the rule that the stack has added for its functions, and that somebody has removed.',
      remedy: `"aws ec2 authorize-security-group-ingress" with --protocol tcp --port ${iamPort} and --source-group ${clients}.`,
    });
  return problems;
}

const isFor = ({ protocol, ports: [from, to] }: GroupRule, port: number): boolean =>
  protocol === '-1' || (protocol === 'tcp' && from <= port && port <= to);

/** Whether addresses of the form 10.0.0.0/16 include others. */
function covers(outer: string, inner: string): boolean {
  const [one, other] = [outer, inner].map((block) => {
    const [address = '', length = '32'] = block.split('/');
    return {
      bits: address
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join(''),
      length: Number(length),
    };
  });
  return one!.length <= other!.length && other!.bits.startsWith(one!.bits.slice(0, one!.length));
}

import type { Condition } from './conditions.ts';
import { names, type Caller } from './principals.ts';
import type { RolePolicies } from './role-policies.ts';
import { failedCondition, speaksOf, type Request, type Statement } from './statement.ts';

export type Verdict =
  { readonly allowed: true; readonly by: readonly Statement[] } | { readonly allowed: false; readonly because: string };

/**
 * IAM user guide, reference_policies_evaluation-logic_policy-eval-denyallow: an explicit deny in any policy wins; within one
 * account an allow of the identity's policies or of the resource's suffices; a boundary has to allow what the identity's do.
 */
export function decide(
  request: Request,
  caller: Caller,
  policies: RolePolicies | undefined,
  resourceStatements: readonly Statement[],
): Verdict {
  const identity = policies ? [...policies.own, ...policies.managed] : [];
  const named = resourceStatements.filter(({ principals }) => principals && names(principals, caller));
  const everywhere = [...identity, ...(policies?.boundary ?? []), ...named];
  const spoken = everywhere.filter((statement) => speaksOf(statement, request));
  const failed = new Map(spoken.map((statement) => [statement, failedCondition(statement, request)]));
  const applies = (statement: Statement): boolean => failed.has(statement) && failed.get(statement) === undefined;
  const allowing = (statements: readonly Statement[]): Statement[] =>
    statements.filter((statement) => statement.effect === 'Allow' && applies(statement));

  const deny = spoken.find((statement) => statement.effect === 'Deny' && applies(statement));
  if (deny) return { allowed: false, because: `explicitly denied by ${deny.at}` };
  const byIdentity = allowing(identity);
  const bounded = policies?.boundary !== undefined && allowing(policies.boundary).length === 0;
  if (byIdentity.length > 0 && !bounded) return { allowed: true, by: byIdentity };
  const byResource = allowing(named).filter(({ principals }) => names(principals!, caller) === 'principal');
  if (byResource.length > 0) return { allowed: true, by: byResource };
  if (byIdentity.length > 0) return { allowed: false, because: 'the permissions boundary does not allow it' };
  return { allowed: false, because: whyNot([...failed], policies) };
}

function whyNot(
  failed: readonly (readonly [Statement, Condition | undefined])[],
  policies: RolePolicies | undefined,
): string {
  const conditional = failed.find(([statement, condition]) => statement.effect === 'Allow' && condition);
  const reasons = conditional
    ? [`the condition ${conditional[1]!.operator} ${conditional[1]!.key} of ${conditional[0].at} does not hold`]
    : ['no statement allows it'];
  for (const policy of policies?.unknown ?? []) reasons.push(`${policy} is not modelled`);
  return reasons.join('; ');
}

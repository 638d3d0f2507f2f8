import { TemplateError, isObject, listAt, shown, textAt } from '../template/problem.ts';

/** Whom a statement of a resource-based policy speaks of. */
export interface Principals {
  readonly negated: boolean;
  readonly everyone: boolean;
  /** ARNs and account ids. */
  readonly aws: readonly string[];
  readonly services: readonly string[];
}

export type Caller =
  | { readonly kind: 'role'; readonly arn: string; readonly account: string }
  | { readonly kind: 'service'; readonly name: string };

/** IAM user guide, reference_policies_elements_principal. */
export function principalsOf(statement: Readonly<Record<string, unknown>>, at: string): Principals | undefined {
  const { Principal, NotPrincipal } = statement;
  const given = Principal ?? NotPrincipal;
  if (given === undefined) return undefined;
  const negated = Principal === undefined;
  if (given === '*') return { negated, everyone: true, aws: [], services: [] };
  if (!isObject(given)) throw new TemplateError(`${at}.Principal`, `takes "*" or an object, not ${shown(given)}.`);
  const texts = (kind: string): string[] =>
    listAt([given[kind] ?? []].flat(), at).map((each) => textAt(each, `${at}.Principal.${kind}`));
  const aws = texts('AWS');
  return { negated, everyone: aws.includes('*'), aws, services: texts('Service') };
}

/**
 * "principal": the statement names the caller itself, or everyone. "account": it names the caller's account, which an Allow only
 * delegates to ("authority … to the account"; the account's own policies decide), while a Deny strikes everybody in it.
 */
export function names(principals: Principals, caller: Caller): 'principal' | 'account' | undefined {
  const named = plainly(principals, caller);
  if (!principals.negated) return named;
  return named === undefined ? 'principal' : undefined;
}

function plainly({ everyone, aws, services }: Principals, caller: Caller): 'principal' | 'account' | undefined {
  if (everyone) return 'principal';
  if (caller.kind === 'service') return services.includes(caller.name) ? 'principal' : undefined;
  if (aws.includes(caller.arn)) return 'principal';
  const root = new RegExp(`^arn:[\\w-]+:iam::${caller.account}:root$`);
  return aws.some((each) => each === caller.account || root.test(each)) ? 'account' : undefined;
}

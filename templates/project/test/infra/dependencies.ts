import type { Resources } from './synthesized.ts';

/** The logical ids that stand in a value as Ref, Fn::GetAtt or in Fn::Sub. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): string[] => {
    if (key === 'Ref') return [inner as string];
    if (key === 'Fn::GetAtt') return [[inner].flat()[0] as string];
    if (key === 'Fn::Sub') return [...JSON.stringify(inner).matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, id]) => id!);
    return referencesIn(inner);
  });
}

/**
 * All that is there before a resource: what it names, what it says it depends on, and what these need. CloudFormation deletes in
 * the reverse order: all of it is there for as long as the resource is.
 */
export function neededBy(resources: Resources, id: string, seen = new Set<string>()): Set<string> {
  const { Properties, DependsOn = [] } = resources[id]!;
  for (const needed of [...referencesIn(Properties), ...[DependsOn].flat()])
    if (resources[needed] && !seen.has(needed)) {
      seen.add(needed);
      neededBy(resources, needed, seen);
    }
  return seen;
}

/** A statement of an IAM policy, with the id of the resource that it stands in. */
export interface Allowed {
  policy: string;
  roles: string[];
  effect: string;
  actions: string[];
  resources: unknown[];
  condition: unknown;
}

/** Every statement that a stack attaches to its roles. */
export const statementsOf = (resources: Resources): Allowed[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .flatMap(([policy, { Properties }]) => {
      const { Statement } = Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
      return Statement.map(({ Effect, Action, Resource, Condition }) => ({
        policy,
        roles: referencesIn(Properties['Roles']),
        effect: Effect as string,
        actions: [Action].flat() as string[],
        resources: [Resource].flat(),
        condition: Condition,
      }));
    });

/** The statements of roles that functions run with: services such as Firehose have roles of their own. */
export function statementsOfFunctions(resources: Resources): Allowed[] {
  const roles = new Set(
    Object.values(resources).flatMap(({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' ? referencesIn(Properties['Role']) : [],
    ),
  );
  return statementsOf(resources).filter((statement) => statement.roles.some((role) => roles.has(role)));
}

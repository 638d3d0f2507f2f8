import type { Resource, ResourceGraph } from '../contracts/template.ts';
import { isObject } from '../template/problem.ts';
import { awsManagedPolicy } from './managed-policies.ts';
import { statementsOf, textsAt, type Statement } from './statement.ts';

/** What the template says that a role may do. */
export interface RolePolicies {
  readonly role: Resource;
  /** Of its own policies: what its author wrote, and could take away. */
  readonly own: readonly Statement[];
  /** Of AWS managed policies. */
  readonly managed: readonly Statement[];
  /** "sets the maximum permissions": what it does not allow is refused (IAM user guide, access_policies_boundaries). */
  readonly boundary: readonly Statement[] | undefined;
  /** Policies that nobody here knows the content of. */
  readonly unknown: readonly string[];
}

/** By the ARN of the role. */
export function rolePoliciesOf(graph: ResourceGraph): ReadonlyMap<string, RolePolicies> {
  const attached = attachedStatements(graph);
  return new Map(
    graph.ofType('AWS::IAM::Role').map((role) => {
      const at = `${role.id}.ManagedPolicyArns`;
      const arns = textsAt(role.properties['ManagedPolicyArns'] ?? [], at).map((arn) => ({
        arn,
        found: policy(graph, arn),
      }));
      const boundary = role.properties['PermissionsBoundary'];
      const boundaryPolicy = typeof boundary === 'string' ? policy(graph, boundary) : undefined;
      const unknown = arns.filter(({ found }) => !found).map(({ arn }) => arn);
      if (typeof boundary === 'string' && !boundaryPolicy) unknown.push(`${boundary} (permissions boundary)`);
      const inTemplate = arns.flatMap(({ found }) => (found?.owned ? found.statements : []));
      return [
        role.arn,
        {
          role,
          own: [...new Set([...inlineStatements(role), ...(attached.get(role.name) ?? []), ...inTemplate])],
          managed: arns.flatMap(({ found }) => (found && !found.owned ? found.statements : [])),
          boundary: boundaryPolicy?.statements,
          unknown,
        },
      ];
    }),
  );
}

const inlineStatements = (role: Resource): Statement[] =>
  [role.properties['Policies'] ?? []]
    .flat()
    .filter(isObject)
    .flatMap(({ PolicyName, PolicyDocument }) => statementsOf(PolicyDocument, `${role.id}.${String(PolicyName)}`));

/** By the name of the role: policies that name their roles, instead of the other way round. */
function attachedStatements(graph: ResourceGraph): Map<string, Statement[]> {
  const attached = new Map<string, Statement[]>();
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'])
    for (const { id, properties } of graph.ofType(type)) {
      const statements = statementsOf(properties['PolicyDocument'], id);
      for (const role of textsAt(properties['Roles'] ?? properties['RoleName'] ?? [], `${id}.Roles`))
        attached.set(role, [...(attached.get(role) ?? []), ...statements]);
    }
  return attached;
}

function policy(graph: ResourceGraph, arn: string): { statements: Statement[]; owned: boolean } | undefined {
  const own = graph.ofType('AWS::IAM::ManagedPolicy').find((each) => each.arn === arn);
  if (own) return { statements: statementsOf(own.properties['PolicyDocument'], own.id), owned: true };
  const managed = awsManagedPolicy(arn);
  return managed && { statements: statementsOf(managed, arn), owned: false };
}

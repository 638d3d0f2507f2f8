import type { ResourceGraph } from '../contracts/template.ts';
import { RequestContext } from './request-context.ts';
import type { Call, RolePermissions } from '../contracts/permissions.ts';
import { isModelled } from './conditions.ts';
import { dataAccessOf, givesAccess, type DataAccess } from './data-access.ts';
import { decide, type Verdict } from './evaluation.ts';
import { mayInvoke } from './function-permissions.ts';
import { resourceStatementsOf } from './resource-policies.ts';
import { rolePoliciesOf, type RolePolicies } from './role-policies.ts';
import type { Statement } from './statement.ts';
import { Usage, type Grant } from './usage.ts';

export interface Refusal {
  readonly role: string;
  readonly call: Call;
  readonly because: string;
  readonly times: number;
}

/** "No permissions are required to perform this operation", even when a policy denies it (STS API reference, GetCallerIdentity). */
const free = new Set(['sts:GetCallerIdentity']);

/** Who may do what, as the policies of the template say; remembers what was used and what was refused. */
export class Permissions implements RolePermissions {
  readonly #graph: ResourceGraph;
  readonly #roles: ReadonlyMap<string, RolePolicies>;
  readonly #resourceStatements: readonly Statement[];
  readonly #dataAccess: readonly DataAccess[];
  readonly #usage = new Usage();
  readonly #refused = new Map<string, Refusal>();
  readonly #revoked: { readonly component: string; readonly action: string }[] = [];

  constructor(graph: ResourceGraph) {
    this.#graph = graph;
    this.#roles = rolePoliciesOf(graph);
    this.#resourceStatements = resourceStatementsOf(graph);
    this.#dataAccess = dataAccessOf(graph);
    for (const { role, own } of this.#roles.values()) {
      const component = role.component ?? role.id;
      for (const statement of own)
        if (statement.effect === 'Allow') this.#usage.addStatement(role.arn, component, statement);
      for (const access of this.#dataAccess)
        if (givesAccess(access, role.arn, access.permission, access.resource))
          this.#usage.add({ role: role.arn, component, action: access.permission, resource: access.resource });
    }
  }

  /**
   * Whether the role may make this call; remembers what was used and what was refused. Throws for a role that the template
   * does not define, and for a condition operator that is not modelled: the answer would be a guess.
   */
  allows(roleArn: string, call: Call): boolean {
    const policies = this.#policies(roleArn);
    if (this.#isRevoked(policies.role.component, call.action)) return this.#refuse(roleArn, call, 'it was revoked');
    if (free.has(call.action)) return true;
    const { account } = this.#graph;
    const context = this.#context(
      { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': account, 'aws:PrincipalType': 'AssumedRole' },
      call,
    );
    const request = { call, context };
    const caller = { kind: 'role', arn: roleArn, account } as const;
    const verdict = decide(request, caller, policies, this.#resourceStatements);
    if (!verdict.allowed) return this.#refuse(roleArn, call, verdict.because);
    for (const statement of verdict.by) this.#usage.useStatement(roleArn, statement, request);
    return true;
  }

  /** Whether a data access policy lets the role do this: ('aoss:WriteDocument', 'index/COLLECTION/INDEX'). */
  dataAccess(roleArn: string, permission: string, resource: string): boolean {
    const { role } = this.#policies(roleArn);
    if (this.#isRevoked(role.component, permission))
      return this.#refuse(roleArn, { action: permission, resource }, 'it was revoked');
    const giving = this.#dataAccess.filter((access) => givesAccess(access, roleArn, permission, resource));
    if (giving.length === 0) {
      return this.#refuse(roleArn, { action: permission, resource }, 'no data access policy allows it');
    }
    for (const access of giving) this.#usage.use(roleArn, access.permission, access.resource);
    return true;
  }

  /** Whether the function's own policy lets a service invoke it: ('events.amazonaws.com', ruleArn, functionArn). */
  invokes(principalService: string, sourceArn: string, functionArn: string): boolean {
    const source = { arn: sourceArn, account: this.#graph.account };
    if (this.#isRevoked(this.#graph.named(functionArn)?.component, 'lambda:InvokeFunction')) return false;
    return mayInvoke(this.#graph, principalService, source, functionArn);
  }

  /** Whether the policy of a bucket, queue, topic or table lets a service do this on behalf of a resource of this account. */
  serviceMay(principalService: string, sourceArn: string, call: Call, sourceAccount = this.#graph.account): Verdict {
    const source = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceAccount };
    const request = { call, context: this.#context({ ...source, 'aws:PrincipalIsAWSService': 'true' }, call) };
    return decide(request, { kind: 'service', name: principalService }, undefined, this.#resourceStatements);
  }

  /** From now on, the roles of a component may not do this any more, nor services invoke its functions: `lambda:InvokeFunction`. */
  revoke(component: string, action: string): void {
    this.#revoked.push({ component, action });
  }

  refused(): readonly Refusal[] {
    return [...this.#refused.values()];
  }

  /** Grants of the template's own policies that no call has used so far; a role without a component goes by its logical id. */
  unused(): readonly Grant[] {
    return this.#usage.unused();
  }

  /** What cannot be decided here, one line each: unknown policies and condition operators. */
  notModelled(): readonly string[] {
    const lines = new Set<string>();
    for (const { role, own, boundary, unknown } of this.#roles.values()) {
      for (const policy of unknown) lines.add(`${role.id}: the policy ${policy}`);
      for (const line of operatorsIn([...own, ...(boundary ?? [])])) lines.add(line);
    }
    for (const line of operatorsIn(this.#resourceStatements)) lines.add(line);
    return [...lines];
  }

  #isRevoked(component: string | undefined, action: string): boolean {
    return this.#revoked.some((each) => each.component === component && each.action === action);
  }

  #policies(roleArn: string): RolePolicies {
    const policies = this.#roles.get(roleArn);
    if (policies) return policies;
    throw new Error(`The template does not define the role ${roleArn}: a local run cannot check its permissions.`);
  }

  /** IAM user guide, reference_policies_condition-keys. Loopback stands for TLS. */
  #context(caller: Readonly<Record<string, string>>, call: Call): RequestContext {
    const { region, account } = this.#graph;
    const request = {
      'aws:RequestedRegion': region,
      'aws:ResourceAccount': account,
      'aws:SecureTransport': 'true',
      'aws:ViaAWSService': 'false',
      ...(/^s3:/i.test(call.action) ? { 's3:ResourceAccount': account } : {}),
    };
    return new RequestContext(request, caller, call.context ?? {});
  }

  #refuse(role: string, call: Call, because: string): false {
    const key = `${role}\n${call.action}\n${call.resource}`;
    this.#refused.set(key, { role, call, because, times: (this.#refused.get(key)?.times ?? 0) + 1 });
    return false;
  }
}

const operatorsIn = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ at, conditions }) =>
    conditions
      .filter((condition) => !isModelled(condition))
      .map(({ operator }) => `${at}: the condition operator ${operator}`),
  );

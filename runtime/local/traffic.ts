import type {
  Caller,
  GatewayOutcome,
  GatewayReply,
  GatewayRequest,
  ServiceCall,
  UpgradeOutcome,
} from '../contracts/gateway.ts';
import type { Grant } from '../contracts/local-stack.ts';
import type { Call } from '../contracts/permissions.ts';
import type { Callers, FunctionCaller, RunningService } from '../contracts/service.ts';
import type { ResourceGraph } from '../contracts/template.ts';
import { callerOf } from '../gateway/caller.ts';
import { callOf, errorReply, type ApiFor } from '../gateway/dispatch.ts';
import { accessDenied } from '../gateway/service-error.ts';
import type { Permissions } from '../iam/permissions.ts';
import { person } from '../kernel/developer.ts';
import type { Watch } from './watch.ts';

export interface TrafficOptions {
  readonly graph: ResourceGraph;
  readonly permissions: Permissions;
  readonly callers: Callers;
  readonly services: readonly Pick<RunningService, 'answer' | 'upgrade'>[];
  readonly apiFor: ApiFor;
  readonly watch: Watch;
  /** Hears of the first call of each kind that a role does not allow. */
  refused(grant: Grant): void;
}

/** The one entrance of a run: says who calls, whether they may, and counts what passes. */
export class Traffic {
  readonly #options: TrafficOptions;
  /** What `refused` has heard of. */
  readonly #heard = new Set<string>();

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  async answer(request: GatewayRequest): Promise<GatewayOutcome> {
    for (const service of this.#options.services) {
      const answer = await service.answer?.(request);
      if (answer) return answer;
    }
    return await this.#serviceAnswer(request);
  }

  /** A request for a WebSocket. */
  async upgrade(request: GatewayRequest): Promise<UpgradeOutcome> {
    for (const service of this.#options.services) {
      const outcome = await service.upgrade?.(request);
      if (outcome) return outcome;
    }
    return { status: 404 };
  }

  async #serviceAnswer(request: GatewayRequest): Promise<GatewayOutcome> {
    const caller = callerOf(request);
    if (!caller) return unsigned;
    const reply = await this.#replyTo(request, caller);
    if (reply === 'hang up' || reply === 'stay silent') return reply;
    // clients of the AWS SDK sign the next request with the time of the service
    const date = new Date(this.#options.callers.now(caller.accessKeyId)).toUTCString();
    return { ...reply, headers: { ...reply.headers, date } };
  }

  async #replyTo(request: GatewayRequest, caller: Caller): Promise<GatewayOutcome> {
    const { apiFor } = this.#options;
    try {
      const behind = this.#behind(caller);
      this.#options.callers.verify(request, caller);
      const call = callOf(request, caller, apiFor);
      this.#check(behind, call);
      const count = this.#countsOf(behind, call);
      count.begin();
      const reply = await (behind ? behind.within(() => call.run()) : call.run());
      if (reply !== 'hang up' && reply.status < 300) count.succeed();
      return reply;
    } catch (error) {
      return errorReply(error, request, caller, apiFor);
    }
  }

  /** The function that calls; undefined for a person. */
  #behind({ accessKeyId }: Caller): FunctionCaller | undefined {
    return this.#options.callers.behind(accessKeyId);
  }

  #check(behind: FunctionCaller | undefined, { iam, dataAccess }: ServiceCall): void {
    if (!behind) return;
    const { permissions } = this.#options;
    const { roleArn, component } = behind;
    for (const call of iam) if (!permissions.allows(roleArn, call)) throw this.#refusal(component, roleArn, call);
    for (const { permission: action, resource } of dataAccess)
      if (!permissions.dataAccess(roleArn, action, resource))
        throw this.#refusal(component, roleArn, { action, resource });
  }

  #refusal(component: string, roleArn: string, { action, resource }: Call): Error {
    const { watch, refused } = this.#options;
    watch.error(component, `AccessDenied: the role does not allow ${action} on ${resource}`);
    const kind = JSON.stringify([component, action, resource]);
    if (!this.#heard.has(kind)) refused({ component, action, resource });
    this.#heard.add(kind);
    return accessDenied({ action, resource }, roleArn);
  }

  /** A call passes when it is made; it delivers or parks once it has succeeded. */
  #countsOf(
    behind: FunctionCaller | undefined,
    { passage, iam: [first] }: ServiceCall,
  ): { begin(): void; succeed(): void } {
    const { meter } = this.#options.watch;
    const component = behind?.component ?? person;
    const { to, count, as } = passage ?? { to: first?.resource, count: 1, as: 'forwarded' };
    const target = to === undefined ? undefined : this.#componentOf(to);
    return {
      begin: () => {
        if (target !== undefined) meter.flow(component, target, count);
      },
      succeed: () => {
        if (as === 'parked') meter.parked(component, count);
        else if (as === 'delivered') meter.delivered(component, count);
      },
    };
  }

  #componentOf(arn: string): string | undefined {
    for (const resource of this.#options.graph.resources.values())
      if (resource.arn === arn || arn.startsWith(`${resource.arn}/`)) return resource.component;
    return undefined;
  }
}

const unsigned: GatewayReply = {
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
  body: JSON.stringify({ message: 'Missing Authentication Token' }),
};

import { currentInvocation } from '../kernel/invocation.ts';
import { callerOf, type Caller } from '../gateway/caller.ts';
import { callOf, errorReply } from '../gateway/dispatch.ts';
import type { GatewayOutcome, GatewayReply, GatewayRequest } from '../gateway/server.ts';
import { accessDenied, ServiceError } from '../gateway/service-error.ts';
import type { ServiceCall } from '../gateway/services.ts';
import type { Call, Permissions } from '../iam/permissions.ts';
import type { Grant } from '../local-api.ts';
import type { ResourceGraph } from '../template/graph.ts';
import type { Deployment } from '../services/cloudformation/deployment.ts';
import type { CallerRegistry, FunctionCaller } from '../services/lambda/function-processes.ts';
import type { HttpApis } from '../services/apigateway/http-apis.ts';
import { developerKey } from './developer.ts';
import { person } from './meter.ts';
import type { Services } from './services.ts';
import type { Watch } from './watch.ts';

export interface TrafficOptions {
  readonly graph: ResourceGraph;
  readonly permissions: Permissions;
  readonly services: Services;
  readonly callers: CallerRegistry;
  readonly deployment: Deployment;
  readonly apis: HttpApis;
  readonly watch: Watch;
  refused(grant: Grant): void;
}

/** The one entrance of a run: says who calls, whether they may, and counts what passes. */
export class Traffic {
  readonly #options: TrafficOptions;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  async answer(request: GatewayRequest): Promise<GatewayOutcome> {
    const { deployment, apis } = this.#options;
    return deployment.answer(request) ?? (await apis.answer(request)) ?? (await this.#serviceAnswer(request));
  }

  async #serviceAnswer(request: GatewayRequest): Promise<GatewayOutcome> {
    const caller = callerOf(request);
    if (!caller) return unsigned;
    try {
      const call = callOf(request, caller, this.#options.services);
      const behind = this.#behind(caller);
      this.#check(behind, call);
      this.#count(behind, call, request);
      return behind?.invocation ? await currentInvocation.run(behind.invocation, () => call.run()) : await call.run();
    } catch (error) {
      return errorReply(error, request, caller);
    }
  }

  /** The function that calls; undefined for a person. */
  #behind({ accessKeyId }: Caller): FunctionCaller | undefined {
    if (accessKeyId === developerKey) return undefined;
    const known = this.#options.callers.get(accessKeyId);
    if (known) return known();
    throw new ServiceError(
      'UnrecognizedClientException',
      403,
      `The security token included in the request is invalid: the access key ${accessKeyId} belongs neither to a function of this run nor to its developer.`,
    );
  }

  #check(behind: FunctionCaller | undefined, { iam, dataAccess }: ServiceCall): void {
    if (!behind) return;
    const { permissions } = this.#options;
    const { roleArn, component } = behind.function;
    for (const call of iam) if (!permissions.allows(roleArn, call)) throw this.#refusal(component, roleArn, call);
    for (const { permission: action, resource } of dataAccess)
      if (!permissions.dataAccess(roleArn, action, resource))
        throw this.#refusal(component, roleArn, { action, resource });
  }

  #refusal(component: string, roleArn: string, { action, resource }: Call): Error {
    const { watch, refused } = this.#options;
    watch.error(component, `AccessDenied: the role does not allow ${action} on ${resource}`);
    refused({ component, action, resource });
    return accessDenied({ action, resource }, roleArn);
  }

  #count(
    behind: FunctionCaller | undefined,
    { name, iam: [first] }: ServiceCall,
    { path, body }: GatewayRequest,
  ): void {
    const target = first && this.#componentOf(first.resource);
    if (!target) return;
    const { meter } = this.#options.watch;
    const component = behind?.function.component ?? person;
    if (path.endsWith('/_bulk')) meter.flow(component, target, lines(body) / 2);
    else if (name === 's3:PutObject') {
      meter.flow(component, target, lines(body));
      meter.parked(component, lines(body));
    } else meter.flow(component, target, 1);
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

/** Documents of a bulk body, or records of a reject object: one a line. */
const lines = (body: Buffer): number => Math.max(1, body.toString().split('\n').filter(Boolean).length);

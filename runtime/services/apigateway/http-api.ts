import { randomUUID } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { regionalArn } from '../../template/place.ts';
import {
  authorizeBySignature,
  authorizeByToken,
  message,
  type Authorization,
  type JwtSettings,
  type Principal,
} from './authorizers.ts';
import { corsOf, type Cors, type CorsConfiguration } from './cors.ts';
import type { EventContext } from './event.ts';
import { integrationOf, type Backends, type Integrate } from './integrations.ts';
import { matchRoute, routeOf, type Route } from './route.ts';
import { Throttle } from './throttle.ts';
import type { Caller, GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import type { TokenIssuer } from '../../contracts/tokens.ts';

export interface HttpApiOptions extends Backends {
  readonly graph: ResourceGraph;
  /** The `AWS::ApiGatewayV2::Api`. */
  readonly api: Resource;
  readonly clock: Clock;
  /** Who issues the tokens that authorizers let through; asked when a request comes. */
  tokens(): TokenIssuer;
  /** Hears of every answer; `took` is in milliseconds. */
  answered(answer: Answer): void;
  /** Who has signed a request; undefined where the signature is not right. */
  principal(caller: Caller, request: GatewayRequest): Principal | undefined;
}

/** An answer of an API. */
export interface Answer {
  readonly stage: string;
  /** Undefined where no route has matched. */
  readonly route: string | undefined;
  readonly request: GatewayRequest;
  readonly status: number;
  readonly took: number;
}

interface ServedRoute extends Route {
  readonly integrate: Integrate;
  readonly timeout: number;
  readonly authorize: (request: GatewayRequest, path: string) => Authorization;
  readonly throttle: Throttle;
}

/** API Gateway guide, http-api-quotas: "Maximum integration timeout: 30 seconds", which is the default too. */
const longestTimeout = 30_000;
/** The same page, account-level: 10,000 requests a second, bursts of 5,000. */
const accountRate = { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 };

interface RouteSettings {
  readonly ThrottlingRateLimit?: number | string;
  readonly ThrottlingBurstLimit?: number | string;
}

/** An HTTP API of API Gateway, as its template describes it, behind `/_api/ID` of the gateway. */
export class HttpApi {
  readonly id: string;
  /** `/_api/ID`: what requests for this API begin with. */
  readonly prefix: string;
  readonly #options: HttpApiOptions;
  readonly #stage: string;
  readonly #routes: readonly ServedRoute[];
  readonly #cors: Cors;

  /** Throws where the template holds what is not modelled. */
  constructor(options: HttpApiOptions) {
    this.#options = options;
    const { graph, api } = options;
    this.id = api.ref;
    this.prefix = `/_api/${api.ref}`;
    this.#cors = corsOf(api.properties['CorsConfiguration'] as CorsConfiguration | undefined);
    const stages = graph.ofType('AWS::ApiGatewayV2::Stage').filter(({ properties }) => properties['ApiId'] === api.ref);
    if (stages.length !== 1)
      throw new Error(`${api.id} has ${stages.length} stages; the local runtime serves APIs with one.`);
    const [stage] = stages as [Resource];
    this.#stage = String(stage.properties['StageName']);
    const routes = graph.ofType('AWS::ApiGatewayV2::Route').filter(({ properties }) => properties['ApiId'] === api.ref);
    this.#routes = routes.map((route) => this.#served(route, stage));
  }

  /** Whether a request is for this API. */
  serves({ path }: Pick<GatewayRequest, 'path'>): boolean {
    return path === this.prefix || path.startsWith(`${this.prefix}/`);
  }

  async answer(request: GatewayRequest): Promise<GatewayReply> {
    const { clock, answered } = this.#options;
    const requestId = randomUUID();
    const begun = clock.now();
    const preflight = this.#cors.preflight(request);
    const { route, reply } = preflight
      ? { route: undefined, reply: preflight }
      : await this.#answer(request, requestId);
    const { status } = reply;
    answered({ stage: this.#stage, route, request, status, took: clock.now() - begun });
    return { ...reply, headers: { ...reply.headers, 'apigw-requestid': requestId } };
  }

  async #answer(
    request: GatewayRequest,
    requestId: string,
  ): Promise<{ route: string | undefined; reply: GatewayReply }> {
    const { clock, graph, api } = this.#options;
    const path = this.#pathOf(request);
    const match = path === undefined ? undefined : matchRoute(this.#routes, request.method, path);
    if (!match || path === undefined) return { route: undefined, reply: message(404, 'Not Found') };
    const { route, pathParameters } = match;
    if (!route.throttle.admit()) return { route: route.key, reply: message(429, 'Too Many Requests') };
    const authorization = route.authorize(request, path);
    if ('refusal' in authorization) return { route: route.key, reply: authorization.refusal };
    const context: EventContext = {
      accountId: graph.account,
      apiId: api.ref,
      region: graph.region,
      stage: this.#stage,
      routeKey: route.key,
      // guide, arn-format-reference: STAGE/METHOD/ROUTE-PATH, and STAGE/$default
      routeArn: this.#arn(
        `${this.#stage}/${route.key === '$default' ? route.key : `${request.method}${route.key.slice(route.key.indexOf(' ') + 1)}`}`,
      ),
      path: decodeURIComponent(path),
      pathParameters,
      authorizer: authorization.authorizer,
      requestId,
      now: clock.now(),
    };
    const reply = await this.#inTime(route.timeout, route.integrate(request, context));
    return { route: route.key, reply: { ...reply, headers: { ...reply.headers, ...this.#cors.headers(request) } } };
  }

  /** Within the API and, unless it is the default one, within its stage. */
  #pathOf({ path }: GatewayRequest): string | undefined {
    const inApi = path.slice(this.prefix.length) || '/';
    if (this.#stage === '$default') return inApi;
    const prefix = `/${this.#stage}`;
    return inApi === prefix ? '/' : inApi.startsWith(`${prefix}/`) ? inApi.slice(prefix.length) : undefined;
  }

  async #inTime(timeout: number, answered: Promise<GatewayReply>): Promise<GatewayReply> {
    let cancel = () => {};
    const late = new Promise<GatewayReply>((resolve) => {
      cancel = this.#options.clock.timer(timeout, () => resolve(message(503, 'Service Unavailable')));
    });
    try {
      return await Promise.race([answered, late]);
    } finally {
      cancel();
    }
  }

  #served({ id, properties }: Resource, stage: Resource): ServedRoute {
    const { clock, graph } = this.#options;
    const key = String(properties['RouteKey']);
    const target = String(properties['Target'] ?? '').replace(/^integrations\//, '');
    const integration = graph.ofType('AWS::ApiGatewayV2::Integration').find(({ ref }) => ref === target);
    if (!integration) throw new Error(`The route ${id} has no integration.`);
    const { TimeoutInMillis } = integration.properties;
    const settings = settingsOf(stage, key);
    return {
      ...routeOf(key),
      integrate: integrationOf(integration, this.#options),
      timeout: Math.min(longestTimeout, Number(TimeoutInMillis ?? longestTimeout)),
      authorize: this.#authorizer(id, properties),
      throttle: new Throttle(clock, Number(settings.ThrottlingRateLimit), Number(settings.ThrottlingBurstLimit)),
    };
  }

  #authorizer(id: string, properties: Resource['properties']): ServedRoute['authorize'] {
    const { graph, tokens, clock, principal } = this.#options;
    const type = properties['AuthorizationType'] ?? 'NONE';
    if (type === 'NONE') return () => ({ authorizer: undefined });
    if (type === 'AWS_IAM') {
      // guide, http-api-access-control-iam: execute-api:Invoke on API/STAGE/METHOD/PATH
      return (request, path) => {
        const resource = this.#arn(`${this.#stage}/${request.method}${path}`);
        return authorizeBySignature(request, { action: 'execute-api:Invoke', resource }, principal);
      };
    }
    const authorizer = graph
      .ofType('AWS::ApiGatewayV2::Authorizer')
      .find(({ ref }) => ref === properties['AuthorizerId']);
    if (type !== 'JWT' || !authorizer) throw new Error(`The authorization ${String(type)} of ${id} is not modelled.`);
    const { Issuer, Audience } = authorizer.properties['JwtConfiguration'] as { Issuer: string; Audience: string[] };
    const settings: JwtSettings = {
      issuer: Issuer,
      audience: Audience,
      identitySource: authorizer.properties['IdentitySource'] as string[],
      scopes: (properties['AuthorizationScopes'] ?? []) as string[],
    };
    return (request) => authorizeByToken(request, settings, tokens(), clock.now());
  }

  #arn(path: string): string {
    const { graph, api } = this.#options;
    return regionalArn('execute-api', graph, `${api.ref}/${path}`);
  }
}

function settingsOf({ properties }: Resource, routeKey: string): Required<RouteSettings> {
  const defaults = (properties['DefaultRouteSettings'] ?? {}) as RouteSettings;
  const own = ((properties['RouteSettings'] ?? {}) as Record<string, RouteSettings>)[routeKey] ?? {};
  return { ...accountRate, ...defaults, ...own };
}

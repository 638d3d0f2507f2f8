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
import { eventOf, replyOf } from './event.ts';
import { matchRoute, routeOf, type Route } from './route.ts';
import { Throttle } from './throttle.ts';
import type { Caller, GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import type { TokenIssuer } from '../../contracts/tokens.ts';

export interface HttpApiOptions {
  readonly graph: ResourceGraph;
  /** The `AWS::ApiGatewayV2::Api`. */
  readonly api: Resource;
  readonly clock: Clock;
  /** Who issues the tokens that authorizers let through; asked when a request comes. */
  tokens(): TokenIssuer;
  /** Runs a function and gives what it returned; rejects when it fails or cannot run. */
  invoke(functionArn: string, event: object): Promise<unknown>;
  /** Whether API Gateway may invoke the function: its `AWS::Lambda::Permission`s say so. */
  mayInvoke(sourceArn: string, functionArn: string): boolean;
  /** Hears of every answer; `took` is in milliseconds. */
  answered(answer: { readonly stage: string; readonly status: number; readonly took: number }): void;
  /** Who has signed a request; undefined where the signature is not right. */
  principal(caller: Caller, request: GatewayRequest): Principal | undefined;
}

interface ServedRoute extends Route {
  readonly functionArn: string;
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
  /** `/_api/ID`: what requests for this API begin with. */
  readonly prefix: string;
  readonly #options: HttpApiOptions;
  readonly #stage: string;
  readonly #routes: readonly ServedRoute[];

  /** Throws where the template holds what is not modelled. */
  constructor(options: HttpApiOptions) {
    this.#options = options;
    const { graph, api } = options;
    this.prefix = `/_api/${api.ref}`;
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
    const reply = await this.#answer(request, requestId);
    answered({ stage: this.#stage, status: reply.status, took: clock.now() - begun });
    return { ...reply, headers: { ...reply.headers, 'apigw-requestid': requestId } };
  }

  async #answer(request: GatewayRequest, requestId: string): Promise<GatewayReply> {
    const { clock, graph, api } = this.#options;
    const path = this.#pathOf(request);
    const match = path === undefined ? undefined : matchRoute(this.#routes, request.method, path);
    if (!match || path === undefined) return message(404, 'Not Found');
    const { route, pathParameters } = match;
    if (!route.throttle.admit()) return message(429, 'Too Many Requests');
    const authorization = route.authorize(request, path);
    if ('refusal' in authorization) return authorization.refusal;
    const event = eventOf(request, {
      accountId: graph.account,
      apiId: api.ref,
      region: graph.region,
      stage: this.#stage,
      routeKey: route.key,
      path: decodeURIComponent(path),
      pathParameters,
      authorizer: authorization.authorizer,
      requestId,
      now: clock.now(),
    });
    return this.#integrate(route, request.method, event);
  }

  /** Within the API and, unless it is the default one, within its stage. */
  #pathOf({ path }: GatewayRequest): string | undefined {
    const inApi = path.slice(this.prefix.length) || '/';
    if (this.#stage === '$default') return inApi;
    const prefix = `/${this.#stage}`;
    return inApi === prefix ? '/' : inApi.startsWith(`${prefix}/`) ? inApi.slice(prefix.length) : undefined;
  }

  async #integrate({ key, functionArn, timeout }: ServedRoute, method: string, event: object): Promise<GatewayReply> {
    const { clock, invoke, mayInvoke } = this.#options;
    // guide, arn-format-reference: STAGE/METHOD/ROUTE-PATH, and STAGE/$default
    const route = key === '$default' ? key : `${method}${key.slice(key.indexOf(' ') + 1)}`;
    if (!mayInvoke(this.#arn(`${this.#stage}/${route}`), functionArn)) return broken;
    let cancel = () => {};
    const late = new Promise<GatewayReply>((resolve) => {
      cancel = clock.timer(timeout, () => resolve(message(503, 'Service Unavailable')));
    });
    const answered = invoke(functionArn, event).then(
      (response) => replyOf(response) ?? broken,
      () => broken,
    );
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
    const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = integration.properties;
    if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0') {
      throw new Error(`${integration.id}: the local runtime models only Lambda integrations with payload format 2.0.`);
    }
    const settings = settingsOf(stage, key);
    return {
      ...routeOf(key),
      functionArn: String(IntegrationUri).replace(/^.*\/functions\/(.*)\/invocations$/, '$1'),
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

/** The guide, http-api-troubleshooting-lambda: what a client sees of every failure behind the API. */
const broken = message(500, 'Internal Server Error');

import type { GatewayRequest } from '../../contracts/gateway.ts';
import type { Call } from '../../contracts/permissions.ts';
import type { Host } from '../../contracts/service.ts';
import { callerOf } from '../../gateway/caller.ts';
import { accessDenied } from '../../gateway/service-error.ts';
import { developerKey } from '../../kernel/developer.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { unauthorized } from './errors.ts';
import { cognitoCaller, iamCaller, lambdaCaller } from './identity.ts';
import type { AuthMode, EventCaller } from './types.ts';

export type EventOperation = 'EVENT_CONNECT' | 'EVENT_SUBSCRIBE' | 'EVENT_PUBLISH';

export interface AuthProvider {
  readonly AuthType: AuthMode;
  readonly CognitoConfig?: {
    readonly AwsRegion: string;
    readonly UserPoolId: string;
    readonly AppIdClientRegex?: string;
  };
  readonly LambdaAuthorizerConfig?: {
    readonly AuthorizerUri: string;
    readonly IdentityValidationExpression?: string;
  };
}

/** What has to be authorized. */
export interface EventRequest {
  readonly operation: EventOperation;
  /** `/offers/ann`; undefined for a connection. */
  readonly channel: string | undefined;
  readonly namespace: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a signature is over. */
  readonly body: string;
}

const actions: Readonly<Record<EventOperation, string>> = {
  EVENT_CONNECT: 'appsync:EventConnect',
  EVENT_SUBSCRIBE: 'appsync:EventSubscribe',
  EVENT_PUBLISH: 'appsync:EventPublish',
};

/** The permission that a signed request needs (AppSync Events guide, configure-event-api-auth). */
export const permissionFor = (
  apiArn: string,
  { operation, namespace }: Pick<EventRequest, 'operation' | 'namespace'>,
): Call => ({
  action: actions[operation],
  resource: operation === 'EVENT_CONNECT' ? apiArn : `${apiArn}/channelNamespace/${namespace}`,
});

type Services = Pick<Host, 'callers' | 'clock' | 'functions' | 'graph' | 'permissions' | 'tokens' | 'error'>;

/** Tells who makes a request of an Event API. */
export class Authorization {
  readonly #apiArn: string;
  readonly #component: string;
  readonly #providers: readonly AuthProvider[];
  readonly #host: Services;

  constructor(
    api: { readonly arn: string; readonly component: string },
    providers: readonly AuthProvider[],
    host: Services,
  ) {
    this.#apiArn = api.arn;
    this.#component = api.component;
    this.#providers = providers;
    this.#host = host;
  }

  /** Throws UnauthorizedException for who is not known, and what IAM says for who is not allowed. */
  async callerOf(request: EventRequest): Promise<EventCaller> {
    const token = request.headers['authorization'] ?? '';
    if (token.startsWith('AWS4-HMAC-SHA256')) return this.#signer(request);
    const caller = this.#user(token) ?? (await this.#guest(token, request));
    if (caller && token !== '') return caller;
    throw unauthorized();
  }

  /** A token that this API takes, for a user. */
  tokenOf(user: string): string {
    const config = this.#configOf('AMAZON_COGNITO_USER_POOLS')?.CognitoConfig;
    if (!config) throw new Error('The Event API has no user pool: nobody has a token for it.');
    return this.#host.tokens().idToken({ username: user, clientId: this.#clientOf(config), issuer: issuerOf(config) });
  }

  #configOf(mode: AuthMode): AuthProvider | undefined {
    return this.#providers.find(({ AuthType }) => AuthType === mode);
  }

  /** Over a WebSocket, the signed headers are those of `POST /event`, whose body is what the message holds. */
  #signer({ headers, body, ...request }: EventRequest): EventCaller {
    const signed: GatewayRequest = {
      method: 'POST',
      path: '/event',
      query: new URLSearchParams(),
      headers,
      body: Buffer.from(body),
    };
    const caller = callerOf(signed);
    if (caller?.service !== 'appsync') throw unauthorized();
    const { callers, permissions } = this.#host;
    const known = callers.behind(caller.accessKeyId);
    callers.verify(signed, caller);
    const call = permissionFor(this.#apiArn, request);
    if (known && !permissions.allows(known.roleArn, call)) throw accessDenied(call, known.roleArn);
    return iamCaller(callers.principal(caller.accessKeyId), caller.accessKeyId);
  }

  #user(token: string): EventCaller | undefined {
    const config = this.#configOf('AMAZON_COGNITO_USER_POOLS')?.CognitoConfig;
    const claims = config && this.#host.tokens().verify(token.replace(/^Bearer\s+/i, ''));
    if (!claims) return undefined;
    const client = String(claims['aud'] ?? claims['client_id']);
    const isRight =
      claims['iss'] === issuerOf(config) &&
      Number(claims['exp']) * 1000 > this.#host.clock.now() &&
      (config.AppIdClientRegex === undefined || new RegExp(`^(?:${config.AppIdClientRegex})$`).test(client));
    return isRight ? cognitoCaller(claims) : undefined;
  }

  /** AppSync Events guide, configure-event-api-auth, "AWS Lambda authorization". Answers are not cached. */
  async #guest(token: string, request: EventRequest): Promise<EventCaller | undefined> {
    const config = this.#configOf('AWS_LAMBDA')?.LambdaAuthorizerConfig;
    if (!config || token === '') return undefined;
    const { AuthorizerUri: arn, IdentityValidationExpression: expression } = config;
    if (expression !== undefined && !new RegExp(expression).test(token)) return undefined;
    const { functions, permissions, graph, clock, error } = this.#host;
    if (!permissions.invokes('appsync.amazonaws.com', this.#apiArn, arn)) {
      error(this.#component, `no AWS::Lambda::Permission lets ${this.#apiArn} invoke ${arn}`);
      return undefined;
    }
    const { operation, channel, namespace, headers } = request;
    const answer = (await functions
      .invoke(arn, {
        authorizationToken: token,
        requestContext: {
          apiId: this.#apiArn.split('/').at(-1),
          accountId: graph.account,
          requestId: uuidOf(`${operation}|${token}|${clock.now()}`),
          operation,
          channelNamespaceName: namespace ?? null,
          channel: channel ?? null,
        },
        requestHeaders: headers,
      })
      .catch((reason: Error) => error(this.#component, `the authorizer fails: ${reason.message}`))) as
      { isAuthorized?: boolean; handlerContext?: unknown } | undefined;
    return answer?.isAuthorized === true ? lambdaCaller(answer.handlerContext) : undefined;
  }

  /** Of the stack, the client whose tokens the API takes. */
  #clientOf({ AppIdClientRegex: expression }: NonNullable<AuthProvider['CognitoConfig']>): string {
    const clients = this.#host.graph.ofType('AWS::Cognito::UserPoolClient').map(({ ref }) => ref);
    return (
      clients.find((client) => expression === undefined || new RegExp(`^(?:${expression})$`).test(client)) ??
      developerKey
    );
  }
}

const issuerOf = ({ AwsRegion, UserPoolId }: NonNullable<AuthProvider['CognitoConfig']>): string =>
  `https://cognito-idp.${AwsRegion}.amazonaws.com/${UserPoolId}`;

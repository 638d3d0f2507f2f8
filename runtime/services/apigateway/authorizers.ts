import type { Call } from '../../contracts/permissions.ts';
import { callerOf } from '../../gateway/caller.ts';
import type { Caller, GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';
import type { TokenIssuer } from '../../contracts/tokens.ts';

/** Lets a request through, with what the function is told of its caller, or answers it. */
export type Authorization = { readonly authorizer: object | undefined } | { readonly refusal: GatewayReply };

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** `$request.header.Authorization`, `$request.querystring.token`: the first that is there counts. */
  readonly identitySource: readonly string[];
  /** One of them has to be in the token, when there are any. */
  readonly scopes: readonly string[];
}

/** API Gateway guide, http-api-jwt-authorizer, "Authorizing API requests": the checks, in its order. */
export function authorizeByToken(
  request: GatewayRequest,
  { issuer, audience, identitySource, scopes }: JwtSettings,
  tokens: TokenIssuer,
  now: number,
): Authorization {
  const token = identitySource.map((source) => valueAt(source, request)).find(Boolean);
  if (token === undefined) return unauthorized('Bearer');
  const claims = tokens.verify(token.replace(/^Bearer\s+/i, ''));
  if (!claims) return invalidToken('the signature cannot be verified');
  const seconds = now / 1000;
  const texts = (value: unknown): readonly string[] => [value ?? []].flat().map(String);
  const checks: readonly (readonly [string, boolean])[] = [
    // "iss: Must match the issuer that is configured for the authorizer"
    ['the issuer is another', claims['iss'] === issuer],
    // "API Gateway validates client_id only if aud is not present"
    ['the audience is another', texts(claims['aud'] ?? claims['client_id']).some((each) => audience.includes(each))],
    ['the token has expired', Number(claims['exp']) > seconds],
    ['the token is not valid yet', claims['nbf'] === undefined || Number(claims['nbf']) <= seconds],
    ['the token was issued in the future', claims['iat'] === undefined || Number(claims['iat']) <= seconds],
  ];
  const failed = checks.find(([, holds]) => !holds);
  if (failed) return invalidToken(failed[0]);
  const granted = texts(claims['scope'] ?? claims['scp']).flatMap((each) => each.split(' '));
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    return {
      refusal: forbidden({ 'www-authenticate': `Bearer scope="${scopes.join(' ')}" error="insufficient_scope"` }),
    };
  }
  // claims reach the function as texts
  const told = Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(value)]));
  return { authorizer: { jwt: { claims: told, scopes: scopes.length > 0 ? scopes : null } } };
}

/** A caller by its access key. */
export interface Principal {
  readonly arn: string;
  allows(call: Call): boolean;
}

/** API Gateway guide, http-api-access-control-iam: signed for `execute-api`, and allowed to call `execute-api:Invoke` on the route. */
export function authorizeBySignature(
  request: GatewayRequest,
  call: Call,
  principal: (caller: Caller, request: GatewayRequest) => Principal | undefined,
): Authorization {
  const caller = callerOf(request);
  const known = caller?.service === 'execute-api' ? principal(caller, request) : undefined;
  if (!caller || !known?.allows(call)) return { refusal: forbidden({}) };
  const [, , , , accountId = ''] = known.arn.split(':');
  const about = { accessKey: caller.accessKeyId, accountId, callerId: caller.accessKeyId, cognitoIdentity: null };
  return { authorizer: { iam: { ...about, principalOrgId: null, userArn: known.arn, userId: caller.accessKeyId } } };
}

function valueAt(source: string, { headers, query }: GatewayRequest): string | undefined {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  return kind === 'header' ? headers[name.toLowerCase()] : kind ? (query.get(name) ?? undefined) : undefined;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(String).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const message = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): GatewayReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message: text }),
});
const unauthorized = (challenge: string): Authorization => ({
  refusal: message(401, 'Unauthorized', { 'www-authenticate': challenge }),
});
const invalidToken = (why: string): Authorization =>
  unauthorized(`Bearer scope="" error="invalid_token" error_description="${why}"`);
const forbidden = (headers: Readonly<Record<string, string>>): GatewayReply => message(403, 'Forbidden', headers);

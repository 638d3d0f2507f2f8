import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';

/** `CorsConfiguration` of an HTTP API in a template. */
export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAge?: number | string;
  readonly AllowCredentials?: boolean;
}

/** What an HTTP API says to web pages of other origins. */
export interface Cors {
  /** The answer to a preflight request; undefined for any other request. */
  preflight(request: GatewayRequest): GatewayReply | undefined;
  /** Headers of an answer to this request. */
  headers(request: GatewayRequest): Readonly<Record<string, string>>;
}

const none: Cors = { preflight: () => undefined, headers: () => ({}) };

/**
 * API Gateway guide, http-api-cors: "API Gateway automatically sends a response to preflight OPTIONS requests, even if there isn't an
 * OPTIONS route configured", and adds the headers to the responses of integrations, for origins that match. Throws for a configuration
 * that is not modelled.
 */
export function corsOf(configuration: CorsConfiguration | undefined): Cors {
  if (configuration === undefined) return none;
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [], MaxAge } = configuration;
  if (configuration.AllowCredentials === true)
    throw new Error('The local runtime does not model CORS with credentials.');
  const originOf = ({ headers: { origin } }: GatewayRequest): string | undefined =>
    AllowOrigins.includes('*') ? '*' : AllowOrigins.find((allowed) => allowed === origin);
  const listed = (name: string, values: readonly string[]): Record<string, string> =>
    values.length === 0 ? {} : { [name]: values.join(',') };
  const headers = (request: GatewayRequest): Record<string, string> => {
    const origin = request.headers['origin'] === undefined ? undefined : originOf(request);
    if (origin === undefined) return {};
    return {
      'access-control-allow-origin': origin,
      ...(origin === '*' ? {} : { vary: 'origin' }),
      ...listed('access-control-expose-headers', ExposeHeaders),
    };
  };
  return {
    headers,
    preflight: (request) => {
      if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
        return undefined;
      const allowed = headers(request);
      if (Object.keys(allowed).length === 0) return { status: 204 };
      return {
        status: 204,
        headers: {
          ...allowed,
          ...listed('access-control-allow-methods', AllowMethods),
          ...listed('access-control-allow-headers', AllowHeaders),
          ...(MaxAge === undefined ? {} : { 'access-control-max-age': String(MaxAge) }),
        },
      };
    },
  };
}

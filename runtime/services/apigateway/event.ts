import type { GatewayReply, GatewayRequest } from '../../contracts/gateway.ts';

export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly region: string;
  readonly stage: string;
  readonly routeKey: string;
  /** The route as policies name it. */
  readonly routeArn: string;
  /** Within the API. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly authorizer: object | undefined;
  readonly requestId: string;
  readonly now: number;
}

/** API Gateway guide, http-api-develop-integrations-lambda: payload format 2.0. */
export function eventOf(request: GatewayRequest, context: EventContext): object {
  const { headers, query, body } = request;
  const { accountId, apiId, region, stage, routeKey, path, pathParameters, authorizer, requestId, now } = context;
  const { cookie, ...others } = headers;
  const text = isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query.toString(),
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: others,
    // "Duplicate query strings are combined with commas"
    ...(query.size === 0
      ? {}
      : {
          queryStringParameters: Object.fromEntries(
            [...query.keys()].map((name) => [name, query.getAll(name).join(',')]),
          ),
        }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    requestContext: {
      accountId,
      apiId,
      ...(authorizer ? { authorizer } : {}),
      domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage,
      time: logTime(now),
      timeEpoch: Math.floor(now),
    },
    ...(body.length === 0 ? {} : { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

const isText = (contentType = 'text/plain'): boolean =>
  /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[\w.-]+\+(json|xml)))/.test(contentType);

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(now: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString())!;
  return `${day}/${month}/${year}:${time} +0000`;
}

/** The same page, "Lambda function response for format 2.0"; undefined where API Gateway finds the response malformed. */
export function replyOf(response: unknown): GatewayReply | undefined {
  const given = (typeof response === 'object' && response !== null ? response : {}) as {
    statusCode?: unknown;
    headers?: Readonly<Record<string, unknown>>;
    cookies?: readonly string[];
    body?: unknown;
    isBase64Encoded?: unknown;
  };
  if (given.statusCode === undefined) {
    // "API Gateway makes the following assumptions: statusCode is 200, content-type is application/json, body is the response"
    const body = typeof response === 'string' ? response : JSON.stringify(response ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(given.statusCode);
  const { body = '' } = given;
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return undefined;
  const headers = new Map<string, string>([['content-type', 'text/plain;charset=utf-8']]);
  for (const [name, value] of Object.entries(given.headers ?? {})) headers.set(name.toLowerCase(), String(value));
  // one header here, where API Gateway sends one for each cookie
  if (given.cookies?.length) headers.set('set-cookie', given.cookies.join(', '));
  return {
    status,
    headers: Object.fromEntries(headers),
    body: given.isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

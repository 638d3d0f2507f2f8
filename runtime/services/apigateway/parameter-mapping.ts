import type { GatewayRequest } from '../../contracts/gateway.ts';

/** A value that a request gives to a parameter of an integration; undefined where the request has none. */
export type MappedValue = (request: GatewayRequest) => string | undefined;

/**
 * API Gateway guide, http-api-develop-integrations-aws-services: "When you specify a JSON path, API Gateway truncates the request body at
 * 100 KB and then applies the selection expression."
 */
const bodyLimit = 100 * 1024;

/** The same page, "Mapping request parameters". Throws for a selection expression that is not modelled. */
export function mappedValue(expression: string): MappedValue {
  if (!expression.includes('$')) return () => expression;
  const [, place, name = ''] = /^\$request\.(header|querystring|body)\.([\w-]+)$/.exec(expression) ?? [];
  switch (place) {
    case 'header':
      return ({ headers }) => given(headers[name.toLowerCase()]);
    case 'querystring':
      return ({ query }) => given(query.getAll(name).join(','));
    case 'body':
      return ({ body }) => given(memberOf(body, name));
    default:
      throw new Error(`The local runtime does not model the parameter mapping ${expression}.`);
  }
}

/** Recorded of AWS: an empty value is refused as a missing one is. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

function memberOf(body: Buffer, name: string): string | undefined {
  try {
    const value = (JSON.parse(body.subarray(0, bodyLimit).toString()) as Record<string, unknown> | null)?.[name];
    return value === undefined || value === null
      ? undefined
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

import type { Caller, GatewayRequest } from '../contracts/gateway.ts';

/** Credential=KEY/DATE/REGION/SERVICE/aws4_request (IAM guide, reference_sigv-create-signed-request). */
const scope = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;

/** From the `Authorization` header, or from the query of a presigned URL; undefined when the request is not signed. */
export function callerOf({ headers, query }: Pick<GatewayRequest, 'headers' | 'query'>): Caller | undefined {
  const inHeader = /^AWS4-HMAC-SHA256 .*?Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  const match = scope.exec(inHeader ?? query.get('X-Amz-Credential') ?? '');
  if (!match) return undefined;
  const [, accessKeyId, , region, service] = match;
  return { service: service!, accessKeyId: accessKeyId!, region: region! };
}

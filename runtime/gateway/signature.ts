import { createHmac, hash } from 'node:crypto';
import type { Caller, Credentials, GatewayRequest } from '../contracts/gateway.ts';
import { ServiceError } from './service-error.ts';

/** What of a request is signed, and how. */
export interface Signing {
  readonly accessKeyId: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly time: string;
  readonly region: string;
  readonly service: string;
  /** Names in lower case, in their order. */
  readonly signedHeaders: readonly string[];
  /** The hash of the body, or what stands in its place. */
  readonly payload: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** IAM guide, reference_sigv-create-signed-request: the signature of a request, 64 hexadecimal digits. */
export function signatureOf(request: Signed, signing: Signing, secretAccessKey: string): string {
  const { time, region, service } = signing;
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [algorithm, time, scope, sha256(canonical(request, signing))].join('\n');
  return hmac(signingKey(secretAccessKey, day, region, service), text).toString('hex');
}

/** By what they are made of: a caller signs many requests with the same key. */
const signingKeys = new Map<string, Buffer>();
const keptKeys = 1000;

/** The same guide, "Step 4: Calculate the signature": the key of a day, a region and a service. */
function signingKey(
  secretAccessKey: string,
  ...scope: readonly [day: string, region: string, service: string]
): Buffer {
  const name = JSON.stringify([secretAccessKey, ...scope]);
  let key = signingKeys.get(name);
  if (key === undefined) {
    key = [...scope, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    if (signingKeys.size >= keptKeys) signingKeys.clear();
    signingKeys.set(name, key);
  }
  return key;
}

/** The header `authorization` of a request that is signed so. */
export const authorizationOf = (request: Signed, signing: Signing, secretAccessKey: string): string => {
  const { accessKeyId, time, region, service, signedHeaders } = signing;
  const credential = `${accessKeyId}/${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const signature = signatureOf(request, signing, secretAccessKey);
  return `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
};

export type Signed = Pick<GatewayRequest, 'method' | 'path' | 'query' | 'headers'>;

/** "Step 1: Create a canonical request". */
function canonical({ method, path, query, headers }: Signed, { service, signedHeaders, payload }: Signing): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted(([name, value], [other, another]) => compare(name, other) || compare(value, another));
  return [
    method,
    service === 's3' ? path : encodedPath(path),
    parameters.map(([name, value]) => `${name}=${value}`).join('&'),
    ...signedHeaders.map(
      (name) => `${name}:${(headers[name === overHttp2 ? 'host' : name] ?? '').trim().replaceAll(/ +/g, ' ')}`,
    ),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

/** What clients of HTTP/2 sign in place of `host`. */
const overHttp2 = ':authority';

/** Every service but S3 takes the path without dot segments and without empty ones, and encodes it once more. */
function encodedPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/'))
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encoded(segment));
  const slash = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${slash}`;
}

/** The same guide, "UriEncode": everything but letters, digits, `-`, `.`, `_` and `~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** By code units: what is compared is ASCII. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const sha256 = (body: string | Buffer): string => hash('sha256', body);

/** The headers that sign a request at this moment, as an AWS SDK sends them. */
export function signedNow(
  { method, url, body }: { readonly method: string; readonly url: string; readonly body: string | Buffer },
  {
    accessKeyId,
    secretAccessKey,
    ...scope
  }: Pick<Signing, 'accessKeyId' | 'region' | 'service'> & { readonly secretAccessKey: string },
): { authorization: string; 'x-amz-date': string } {
  const { host, pathname: path, searchParams: query } = new URL(url);
  const time = new Date().toISOString().replaceAll(/[:-]|\.\d+/g, '');
  const headers = { host, 'x-amz-date': time };
  const signing = { ...scope, accessKeyId, time, signedHeaders: Object.keys(headers), payload: sha256(body) };
  const authorization = authorizationOf({ method, path, query, headers }, signing, secretAccessKey);
  return { authorization, 'x-amz-date': time };
}

/**
 * Checks that a request was signed by who it says, as it has arrived, and lately. Throws what the protocols turn into the error of the
 * service: InvalidSignatureException, RequestTimeTooSkewed, XAmzContentSHA256Mismatch, UnrecognizedClientException.
 */
export function verifySignature(request: GatewayRequest, caller: Caller, credentials: Credentials): void {
  const { secretAccessKey, sessionToken, now, factor } = credentials;
  const { headers, query } = request;
  const presigned = query.get('X-Amz-Signature');
  const header = headers['authorization'] ?? '';
  const part = (name: string) => new RegExp(`\\b${name}=([^,\\s]+)`).exec(header)?.[1];
  const given = presigned ?? part('Signature');
  const names = presigned === null ? part('SignedHeaders') : query.get('X-Amz-SignedHeaders');
  const time = presigned === null ? headers['x-amz-date'] : query.get('X-Amz-Date');
  const token = presigned === null ? headers['x-amz-security-token'] : query.get('X-Amz-Security-Token');
  if (!given || !names || !time)
    throw invalid('Authorization header requires Signature, SignedHeaders and an X-Amz-Date. Check how it is signed.');
  if (sessionToken !== undefined && token !== sessionToken)
    throw new ServiceError(
      'UnrecognizedClientException',
      403,
      'The security token included in the request is invalid.',
    );

  const signedAt = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const lifetime = presigned === null ? undefined : Number(query.get('X-Amz-Expires')) * 1000;
  const tolerance = (caller.service === 's3' ? 15 : 5) * 60_000 * Math.max(1, factor);
  const late = now() - signedAt;
  if (lifetime !== undefined && late > lifetime)
    throw new ServiceError('AccessDeniedException', 403, 'Request has expired');
  if (!(late <= (lifetime ?? tolerance) && late >= -tolerance))
    throw new ServiceError(
      'RequestTimeTooSkewed',
      403,
      caller.service === 's3'
        ? 'The difference between the request time and the current time is too large.'
        : `Signature expired: ${time} is not within ${tolerance / 60_000} minutes of the service's time.`,
    );

  const signedHeaders = names.split(';');
  if (!signedHeaders.includes('host') && !signedHeaders.includes(overHttp2))
    throw invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const payload = payloadOf(request, caller, presigned !== null);
  const { accessKeyId, region, service } = caller;
  const signing = { accessKeyId, time, region, service, signedHeaders, payload };
  if (signatureOf(request, signing, secretAccessKey) !== given)
    throw invalid(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    );
}

/** What stands for the body: S3 takes the word of a header, and compares it with the body; the others compute it. */
function payloadOf({ headers, body }: GatewayRequest, { service }: Caller, presigned: boolean): string {
  if (service !== 's3') return sha256(body);
  const said = headers['x-amz-content-sha256'] ?? (presigned ? 'UNSIGNED-PAYLOAD' : sha256(body));
  if (/^[0-9a-f]{64}$/.test(said) && said !== sha256(body))
    throw new ServiceError(
      'XAmzContentSHA256Mismatch',
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  return said;
}

const invalid = (message: string): ServiceError => new ServiceError('InvalidSignatureException', 403, message);

import { createHash, createHmac } from 'node:crypto';

/** Access keys, as they are at the moment. */
export interface AccessKeys {
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary keys. */
  sessionToken?: string | undefined;
}

const service = 'kafka-cluster';
const algorithm = 'AWS4-HMAC-SHA256';
/** Seconds: as the signers of AWS have it. */
const lifetime = 900;

/**
 * What a client signs in with at brokers of Amazon MSK: a presigned request for kafka-cluster:Connect (github.com/aws/aws-msk-iam-auth,
 * "Details"; IAM guide, reference_sigv-create-signed-request). `now` in epoch milliseconds.
 */
export function iamToken(keys: AccessKeys, region: string, now: number): string {
  const host = `kafka.${region}.amazonaws.com`;
  const time = new Date(now).toISOString().replaceAll(/[:-]|\.\d+/g, '');
  const scope = [time.slice(0, 8), region, service, 'aws4_request'];
  const query = Object.entries({
    Action: `${service}:Connect`,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': [keys.accessKeyId, ...scope].join('/'),
    'X-Amz-Date': time,
    'X-Amz-Expires': String(lifetime),
    ...(keys.sessionToken ? { 'X-Amz-Security-Token': keys.sessionToken } : {}),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const request = ['GET', '/', query, `host:${host}`, '', 'host', sha256('')].join('\n');
  const text = [algorithm, time, scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const signature = hmac(key, text).toString('hex');
  const agent = encoded('kafka-producer/1');
  return Buffer.from(`https://${host}/?${query}&X-Amz-Signature=${signature}&User-Agent=${agent}`).toString(
    'base64url',
  );
}

/** "UriEncode": everything but letters, digits, `-`, `.`, `_` and `~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

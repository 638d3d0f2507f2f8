import { createHmac, hash } from 'node:crypto';

export interface Signature {
  service: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Of credentials that expire, as those of a function do. */
  sessionToken: string | undefined;
  at: Date;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The headers of a GET request without a query or a body, signed with Signature Version 4 (IAM user guide, "Create a signed AWS API
 * request"). The path has to consist of letters, digits, hyphens and slashes.
 */
export function signedHeaders(url: URL, signature: Signature): Record<string, string> {
  const { service, region, accessKeyId, secretAccessKey, sessionToken, at } = signature;
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const headers: Record<string, string> = {
    'x-amz-date': time,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const signed = { host: url.host, ...headers };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const request = ['GET', url.pathname, '', lines.join(''), names, hash('sha256', '')].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash('sha256', request)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, ` +
    `Signature=${hmac(key, toSign).toString('hex')}`;
  return { ...headers, authorization };
}

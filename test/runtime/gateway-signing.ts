import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

/** The hash that a signer asks for. */
export class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: Data): void {
    this.#hash.update(bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A hash is used once');
  }
}

function bytes(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** The credentials of whoever runs a pipeline on their machine. */
export const developer = { accessKeyId: 'LOCALDEVELOPER', secretAccessKey: 'local' };

interface Sent {
  method?: string;
  body?: string;
  service: string;
  headers?: Record<string, string>;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  signingDate?: Date;
}

/** Headers of a request, signed by the library of the AWS SDK. */
export async function signedHeaders(url: string, sent: Sent): Promise<Record<string, string>> {
  const { method = 'GET', body = '', service, credentials = developer, signingDate = new Date() } = sent;
  const { host, hostname, port, pathname: path, searchParams } = new URL(url);
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });
  const payload = createHash('sha256').update(body).digest('hex');
  const request = {
    method,
    protocol: 'http:',
    hostname,
    port: Number(port),
    path,
    query: Object.fromEntries(searchParams),
    headers: { ...sent.headers, host, 'x-amz-content-sha256': payload },
    body,
  };
  const { host: _, ...headers } = (await signer.sign(request, { signingDate })).headers;
  return headers;
}

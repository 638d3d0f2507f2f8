import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Caller, Credentials, GatewayRequest } from '../../runtime/contracts/gateway.ts';
import { callerOf } from '../../runtime/gateway/caller.ts';
import { signatureOf, verifySignature } from '../../runtime/gateway/signature.ts';
import { signedHeaders } from './gateway-signing.ts';

const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

interface Vector {
  method?: string;
  target: string;
  headers: Record<string, string>;
  /** In place of the hash of nothing. */
  payload?: string;
  signature: string;
}

const sign = ({ method = 'GET', target, headers, payload = hashOf('') }: Vector, of: object, secret: string) => {
  const [path = '', query = ''] = target.split('?');
  const signing = { accessKeyId: 'any', signedHeaders: Object.keys(headers).toSorted(), payload, ...of };
  return signatureOf({ method, path, query: new URLSearchParams(query), headers }, signing as never, secret);
};

/** Signature Version 4 test suite of AWS: region us-east-1, a service called `service`, 30 August 2015. */
describe('the test suite of AWS', () => {
  const time = '20150830T123600Z';
  const of = { time, region: 'us-east-1', service: 'service' };
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const host = 'example.amazonaws.com';
  const headers = { host, 'x-amz-date': time };

  it.each<[string, Vector]>([
    [
      'get-vanilla',
      { target: '/', headers, signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
    ],
    [
      'get-relative',
      { target: '/example/..', headers, signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
    ],
    [
      'get-slashes',
      { target: '//example//', headers, signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84' },
    ],
    [
      'get-slash-pointless-dot',
      { target: '/./example', headers, signature: 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5' },
    ],
    [
      'get-utf8',
      { target: '/ሴ', headers, signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85' },
    ],
    [
      'get-space',
      {
        target: '/example space/',
        headers,
        signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
      },
    ],
    [
      'get-unreserved',
      {
        target: '/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
        headers,
        signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
      },
    ],
    [
      'get-vanilla-query-order-key-case',
      {
        target: '/?Param2=value2&Param1=value1',
        headers,
        signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
      },
    ],
    [
      'get-vanilla-empty-query-key',
      {
        target: '/?Param1=value1',
        headers,
        signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
      },
    ],
    [
      'get-header-value-trim',
      {
        target: '/',
        headers: { host, 'my-header1': ' value1', 'my-header2': ' "a   b   c"', 'x-amz-date': time },
        signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
      },
    ],
    [
      'post-vanilla',
      {
        method: 'POST',
        target: '/',
        headers,
        signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
      },
    ],
    [
      'post-header-key-sort',
      {
        method: 'POST',
        target: '/',
        headers: { host, 'my-header1': 'value1', 'x-amz-date': time },
        signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
      },
    ],
    [
      'post-x-www-form-urlencoded',
      {
        method: 'POST',
        target: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: hashOf('Param1=value1'),
        signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
      },
    ],
  ])('%s', (_name, vector) => {
    expect(sign(vector, of, secret)).toBe(vector.signature);
  });
});

/** S3 API reference, "Examples of Signature Calculations": the path as it was sent. */
describe('the examples of S3', () => {
  const time = '20130524T000000Z';
  const of = { time, region: 'us-east-1', service: 's3' };
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const host = 'examplebucket.s3.amazonaws.com';
  const empty = { host, 'x-amz-content-sha256': hashOf(''), 'x-amz-date': time };
  const body = hashOf('Welcome to Amazon S3.');

  it.each<[string, Vector]>([
    [
      'an object',
      {
        target: '/test.txt',
        headers: { ...empty, range: 'bytes=0-9' },
        signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      },
    ],
    [
      'an upload',
      {
        method: 'PUT',
        target: '/test%24file.text',
        headers: {
          host,
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256': body,
          'x-amz-date': time,
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
        payload: body,
        signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      },
    ],
    [
      'a parameter without a value',
      {
        target: '/?lifecycle',
        headers: empty,
        signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      },
    ],
    [
      'a list',
      {
        target: '/?max-keys=2&prefix=J',
        headers: empty,
        signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      },
    ],
    [
      'a presigned URL',
      {
        target:
          '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=any',
        headers: { host },
        payload: 'UNSIGNED-PAYLOAD',
        signature: 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
      },
    ],
  ])('%s', (_name, vector) => {
    expect(sign(vector, of, secret)).toBe(vector.signature);
  });
});

describe('a request of a client', () => {
  const now = Date.parse('2026-05-24T12:00:00Z');
  const minute = 60_000;
  const credentials: Credentials = { secretAccessKey: 'right', now: () => now, factor: 1 };
  const url = 'http://127.0.0.1:4566/a%20path/(of)?b=2&a=1%2F2&a=';

  /** What comes of a request that was signed so, and arrived so. */
  async function outcome(
    service: string,
    signed: { secret?: string; ago?: number; token?: string } = {},
    arrived: Partial<GatewayRequest> = {},
    checked: Partial<Credentials> = {},
  ): Promise<string> {
    const { secret = 'right', ago = 0, token } = signed;
    const headers = await signedHeaders(url, {
      method: 'POST',
      body: 'body',
      service,
      credentials: { accessKeyId: 'AKIA1', secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) },
      signingDate: new Date(now - ago),
    });
    const { host, pathname: path, searchParams } = new URL(url);
    // the library's queries are records
    const query = new URLSearchParams(Object.fromEntries(searchParams));
    const sent = { method: 'POST', path, query, headers: { ...headers, host }, body: Buffer.from('body') };
    const request: GatewayRequest = { ...sent, ...arrived };
    try {
      verifySignature(request, callerOf(request) as Caller, { ...credentials, ...checked });
      return 'taken';
    } catch (error) {
      return (error as Error).name;
    }
  }

  it.each(['dynamodb', 'aoss', 'es', 's3', 'kinesis'])('is taken as it was signed for %s', async (service) => {
    expect(await outcome(service)).toBe('taken');
    expect(await outcome(service, { token: 'token' }, {}, { sessionToken: 'token' })).toBe('taken');
  });

  it.each<[string, string, Parameters<typeof outcome>[1], Partial<GatewayRequest>]>([
    ['with another secret', 'InvalidSignatureException', { secret: 'wrong' }, {}],
    ['with another method', 'InvalidSignatureException', {}, { method: 'PUT' }],
    ['with another path', 'InvalidSignatureException', {}, { path: '/other' }],
    ['with another parameter', 'InvalidSignatureException', {}, { query: new URLSearchParams('a=&b=3') }],
    ['with another body', 'InvalidSignatureException', {}, { body: Buffer.from('other') }],
    ['six minutes late', 'RequestTimeTooSkewed', { ago: 6 * minute }, {}],
    ['six minutes early', 'RequestTimeTooSkewed', { ago: -6 * minute }, {}],
  ])('is refused %s', async (_what, name, signed, arrived) => {
    expect(await outcome('dynamodb', signed, arrived)).toBe(name);
  });

  it('is refused without the token that belongs to the key, or with another', async () => {
    const wanted = { sessionToken: 'token' };
    expect(await outcome('dynamodb', {}, {}, wanted)).toBe('UnrecognizedClientException');
    expect(await outcome('dynamodb', { token: 'other' }, {}, wanted)).toBe('UnrecognizedClientException');
  });

  it('may be a quarter of an hour late for S3, whose clients say the hash of the body', async () => {
    expect(await outcome('s3', { ago: 14 * minute })).toBe('taken');
    expect(await outcome('s3', { ago: 16 * minute })).toBe('RequestTimeTooSkewed');
    expect(await outcome('s3', {}, { body: Buffer.from('other') })).toBe('XAmzContentSHA256Mismatch');
  });

  it('may be later where time runs faster', async () => {
    expect(await outcome('dynamodb', { ago: 6 * minute }, {}, { factor: 20 })).toBe('taken');
    expect(await outcome('dynamodb', { ago: 101 * minute }, {}, { factor: 20 })).toBe('RequestTimeTooSkewed');
  });

  it('is refused without a date, and where the host is not signed', async () => {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIA1/20260524/eu-west-1/es/aws4_request, Signature=0',
    };
    expect(await outcome('es', {}, { headers })).toBe('InvalidSignatureException');
    const dated = {
      authorization: `${headers.authorization}, SignedHeaders=x-amz-date`,
      'x-amz-date': '20260524T120000Z',
    };
    expect(await outcome('es', {}, { headers: dated })).toBe('InvalidSignatureException');
  });
});

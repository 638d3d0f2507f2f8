import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { signedFetch } from '../../processors/lib/search/signed-fetch.ts';
import type { EngineFetch } from '../../processors/lib/search/search-client.ts';

const sent = jest.fn<EngineFetch>(async () => ({ status: 200, ok: true, text: async () => '' }));
const signal = new AbortController().signal;

const environment = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
  });
});
afterEach(() => {
  process.env = { ...environment };
  sent.mockClear();
  jest.useRealTimers();
});

it('signs a request with the credentials of the function, its body included', async () => {
  await signedFetch('aoss', sent)('https://engine.example/things/_search', {
    method: 'POST',
    signal,
    body: '{"size":1}',
    headers: { 'content-type': 'application/json' },
  });
  const [url, { headers = {}, body }] = sent.mock.calls[0]!;
  expect(url).toBe('https://engine.example/things/_search');
  expect(String(body)).toBe('{"size":1}');
  expect(headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/aoss\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
  expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update('{"size":1}').digest('hex'));
  expect(headers['x-amz-security-token']).toBe('token');
});

/** Amazon S3 API reference, "Examples of Signature Calculations": they carry the hash of the body, as OpenSearch Serverless demands. */
describe('the published examples of Signature Version 4', () => {
  it.each<[string, string, Record<string, string>, string]>([
    [
      'headers',
      '/test.txt',
      { range: 'bytes=0-9' },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    ['a query', '/?max-keys=2&prefix=J', {}, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
    ['an empty value', '/?lifecycle', {}, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
  ])('are what comes of a request with %s', async (_what, path, headers, signature) => {
    process.env['AWS_REGION'] = 'us-east-1';
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAIOSFODNN7EXAMPLE';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    delete process.env['AWS_SESSION_TOKEN'];
    jest.useFakeTimers({ now: Date.UTC(2013, 4, 24) });
    await signedFetch('s3', sent)(`https://examplebucket.s3.amazonaws.com${path}`, { method: 'GET', headers, signal });
    const { authorization } = sent.mock.calls[0]![1].headers!;
    expect(authorization).toMatch(new RegExp(`Signature=${signature}$`));
  });
});

import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { signedFetch } from '../../processors/lib/search/signed-fetch.ts';

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
  jest.restoreAllMocks();
});

it('signs a request with the credentials of the function, its body included', async () => {
  const sent = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response());
  await signedFetch('aoss')('https://engine.example/things/_search', {
    method: 'POST',
    body: '{"size":1}',
    headers: { 'content-type': 'application/json' },
  });
  const [url, init] = sent.mock.calls[0]!;
  const headers = init!.headers as Record<string, string>;
  expect(String(url)).toBe('https://engine.example/things/_search');
  expect(headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/aoss\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
  expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update('{"size":1}').digest('hex'));
  expect(headers['x-amz-security-token']).toBe('token');
});
